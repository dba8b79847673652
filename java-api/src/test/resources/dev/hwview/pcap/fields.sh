#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What tshark 4.0 says of the captures here: sh fields.sh, which writes CAPTURE.tsv.gz beside each.
cd "$(dirname "$0")" || exit 1
fields="frame.time_epoch frame.len frame.cap_len eth.src eth.dst vlan.id vlan.priority arp.opcode arp.src.proto_ipv4
arp.dst.proto_ipv4 ip.src ip.dst ip.ttl ip.id ip.len ip.hdr_len ip.flags.df ip.flags.mf ip.frag_offset ip.proto
ip.checksum ip.checksum.status ipv6.src ipv6.dst ipv6.plen ipv6.nxt ipv6.hlim ipv6.flow tcp.srcport tcp.dstport
tcp.seq_raw tcp.ack_raw tcp.hdr_len tcp.flags tcp.window_size_value tcp.checksum tcp.checksum.status tcp.len
tcp.options.mss_val tcp.options.wscale.shift udp.srcport udp.dstport udp.length udp.checksum udp.checksum.status
icmp.type icmp.code icmp.checksum icmp.checksum.status icmp.ident icmp.seq icmpv6.type icmpv6.code icmpv6.checksum
icmpv6.checksum.status"
for capture in *.pcap *.pcapng; do
    # shellcheck disable=SC2046,SC2086 # lists of words
    tshark -r "$capture" -T fields -E header=y -E separator=/t -E occurrence=f -o ip.check_checksum:TRUE \
        -o tcp.check_checksum:TRUE -o udp.check_checksum:TRUE -o ip.defragment:FALSE -o ipv6.defragment:FALSE \
        -o tcp.desegment_tcp_streams:FALSE $(printf -- '-e %s ' $fields) 2>/dev/null | gzip -9n >"$capture.tsv.gz"
done
