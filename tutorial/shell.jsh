import dev.hwview.device.*;
import dev.hwview.dma.*;
import dev.hwview.drivers.edu.*;
import dev.hwview.drivers.nic.*;
import dev.hwview.file.*;
import dev.hwview.linux.*;
import dev.hwview.npy.*;
import dev.hwview.packet.*;
import dev.hwview.pcap.*;
import dev.hwview.register.*;
import dev.hwview.sim.*;
import dev.hwview.stream.*;
import dev.hwview.view.*;

Device device = Device.open("sim:edu");
Edu edu = new Edu(device);
MemoryView view = MemoryView.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

System.out.println("""
    A view of 12 bytes is `view`; a simulated device is `device`, and its driver is `edu`. Try

      view.cast("h", 2, 3).transpose().toList()
      view.slice(Slice.all().by(-1)).hex(":")
      view.as(">I").set(0, 0xcafe); view.hex()
      edu.factorial(5)
      Simulation.of(device).trace().accesses()
    """)
