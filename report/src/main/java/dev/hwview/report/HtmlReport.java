// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.util.Locale;

/** The report as one page that needs nothing but itself. */
final class HtmlReport {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>hwview: tests</title>
            <style>
            :root {
                color-scheme: light dark;
                --line: #ccc; --dim: #666; --good: #17692f; --bad: #b3261e; --warn: #7a5200;
            }
            @media (prefers-color-scheme: dark) {
                :root { --line: #444; --dim: #a0a0a0; --good: #7bd88f; --bad: #ff8a80; --warn: #e5c07b; }
            }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
            table { border-collapse: collapse; margin: .5rem 0 1rem; }
            th, td { border-bottom: 1px solid var(--line); padding: .2rem .9rem .2rem 0; }
            th, td { text-align: left; vertical-align: top; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            .passed { color: var(--good); } .skipped { color: var(--warn); }
            .failed { color: var(--bad); font-weight: 600; }
            .absent { color: var(--dim); } .wide { overflow-x: auto; }
            pre { overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            """;

    private final Report report;
    private final StringBuilder page = new StringBuilder(HEAD);

    private HtmlReport(Report report) {
        this.report = report;
    }

    /** The page. */
    static String of(Report report) {
        HtmlReport html = new HtmlReport(report);
        html.page.append("<h1>Tests</h1>\n");
        html.problems();
        html.failures();
        html.totals();
        html.contracts();
        html.skips();
        return html.page.append("</body>\n</html>\n").toString();
    }

    private void problems() {
        if (!report.problems().isEmpty()) {
            title("Results that can't be read");
            page.append("<ul>\n");
            report.problems().forEach(problem -> page.append("<li class=\"failed\">").append(escape(problem.toString()))
                    .append("</li>\n"));
            page.append("</ul>\n");
        }
    }

    private void failures() {
        if (report.failures().isEmpty()) {
            return;
        }
        title("Failed");
        for (Report.Told failure : report.failures()) {
            page.append("<h3 class=\"failed\">").append(escape(failure.suite().module() + ": " + failure.place()))
                    .append("</h3>\n<p>").append(Time.text(failure.suite().when())).append("</p>\n<pre>")
                    .append(escape(failure.test().reason())).append("</pre>\n");
            if (!failure.test().details().isEmpty()) {
                page.append("<details><summary>where</summary><pre>").append(escape(failure.test().details()))
                        .append("</pre></details>\n");
            }
        }
    }

    private void totals() {
        title("Modules");
        page.append("<table>\n<tr><th>module</th>");
        for (String column : new String[] {"tests", "passed", "failed", "skipped", "seconds", "ended"}) {
            page.append("<th class=\"number\">").append(column).append("</th>");
        }
        page.append("</tr>\n");
        report.modules().forEach(this::totals);
        totals(report.total());
        page.append("</table>\n");
    }

    private void totals(ModuleTotals module) {
        page.append("<tr><td>").append(escape(module.module())).append("</td>");
        if (module.isNotRun()) {
            page.append("<td colspan=\"6\" class=\"absent\">not run</td>");
        } else {
            number("", module.tests());
            number("", module.passed());
            number(module.failed() > 0 ? " failed" : "", module.failed());
            number("", module.skipped());
            number("", String.format(Locale.ROOT, "%.1f", module.seconds()));
            number("", module.ended());
        }
        page.append("</tr>\n");
    }

    private void number(String more, Object number) {
        page.append("<td class=\"number").append(more).append("\">").append(number).append("</td>");
    }

    private void contracts() {
        if (!report.contracts().isEmpty()) {
            title("Contracts of drivers, on each way to the device");
            paragraph("Each way to reach a device has to pass the same tests with the same driver. A number behind a"
                    + " result says how many sets of parameters had it; one in brackets is that of a reason below.");
        }
        report.contracts().forEach(this::contract);
    }

    private void contract(ContractTable table) {
        Footnotes notes = new Footnotes();
        page.append("<div class=\"wide\"><table>\n<tr><th>").append(escape(table.contract())).append("</th>");
        table.schemes().forEach(scheme -> page.append("<th>").append(escape(scheme)).append("</th>"));
        page.append("</tr>\n");
        table.rows().forEach((method, cells) -> {
            page.append("<tr><td title=\"").append(escape(method)).append("\">").append(escape(TestCase.words(method)))
                    .append("</td>");
            for (int i = 0; i < cells.size(); i++) {
                cell(table, table.schemes().get(i), cells.get(i), notes);
            }
            page.append("</tr>\n");
        });
        page.append("</table></div>\n<ul>\n");
        table.absent().forEach((scheme, absence) -> page.append("<li class=\"absent\">")
                .append(escape(scheme + " " + absence.why())).append("</li>\n"));
        for (int i = 0; i < notes.all().size(); i++) {
            page.append("<li>[").append(i + 1).append("] ").append(escape(notes.all().get(i))).append("</li>\n");
        }
        page.append("</ul>\n");
    }

    private void cell(ContractTable table, String scheme, Cell cell, Footnotes notes) {
        String why = table.absent().containsKey(scheme) ? table.absent().get(scheme).why()
                : String.join("\n", cell.reasons());
        page.append("<td class=\"").append(cell.isNotRun() ? "absent" : cell.outcome().toString()).append('"');
        if (!why.isEmpty()) {
            page.append(" title=\"").append(escape(why)).append('"');
        }
        page.append('>').append(escape((table.text(scheme, cell) + " " + notes.marks(cell)).strip())).append("</td>");
    }

    private void skips() {
        if (report.skips().isEmpty()) {
            return;
        }
        title("Skipped");
        page.append("<div class=\"wide\"><table>\n<tr><th>module</th><th>class</th><th>why</th><th>tests</th></tr>\n");
        report.skips().forEach((skip, tests) -> page.append("<tr><td>")
                .append(escape(skip.module())).append("</td><td>")
                .append(escape(skip.className())).append("</td><td>")
                .append(escape(skip.reason())).append("</td><td>")
                .append(escape(tests)).append("</td></tr>\n"));
        page.append("</table></div>\n");
    }

    private void title(String title) {
        page.append("<h2>").append(escape(title)).append("</h2>\n");
    }

    private void paragraph(String text) {
        page.append("<p>").append(escape(text)).append("</p>\n");
    }

    /** As text between tags, or between an attribute's quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;").replace("'", "&#39;");
    }
}
