// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A project with results, made for a test. */
record Folder(Path root) {
    /** Results as Surefire writes them, %s being title and tests. */
    private static final String SUREFIRE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0.2" name="%s" time="3.5">
              <properties>
                <property name="java.specification.version" value="25"/>
              </properties>
            %s</testsuite>
            """;

    Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    Path write(String path, String text, Instant when) throws IOException {
        return Files.setLastModifiedTime(write(path, text), FileTime.from(when));
    }

    /** A module's results, of one class. */
    Path results(String module, String className, String title, String tests) throws IOException {
        write(module + "/pom.xml", "<project/>");
        return write(module + "/target/surefire-reports/TEST-" + className + ".xml",
                SUREFIRE.formatted(title, tests.replace("classname=\"a.B\"", "classname=\"" + className + "\"")));
    }

    static String passed(String name) {
        return "<testcase name=\"" + name + "\" classname=\"a.B\" time=\"0.5\"/>\n";
    }

    static String skipped(String name, String reason) {
        return "<testcase name=\"" + name + "\" classname=\"a.B\" time=\"0.0\">"
                + "<skipped type=\"org.opentest4j.TestAbortedException\">"
                + "<![CDATA[org.opentest4j.TestAbortedException: Assumption failed: " + reason
                + "\n\tat a.B.c(B.java:5)\n]]></skipped></testcase>\n";
    }

    static String failed(String name, String message) {
        return "<testcase name=\"" + name + "\" classname=\"a.B\" time=\"0.1\">"
                + "<failure message=\"" + message + "\" type=\"org.opentest4j.AssertionFailedError\">"
                + "<![CDATA[org.opentest4j.AssertionFailedError: it\n\tat a.B.d(B.java:9)\n]]></failure></testcase>\n";
    }
}
