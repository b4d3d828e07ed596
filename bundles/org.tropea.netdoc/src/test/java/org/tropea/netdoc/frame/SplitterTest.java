package org.tropea.netdoc.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SplitterTest {
    private static List<String> split(String text) throws DocumentFault {
        Splitter splitter = new Splitter("thing", "start");
        return splitter.split(Source.of("things", text, 1000)).stream()
                .map(s -> s.firstLine() + ":" + s.text())
                .toList();
    }

    @Test
    void cutsBeforeTheFirstKeyword() throws DocumentFault {
        assertEquals(List.of("1:start 1\nx\n", "3:start\nstarting\n"), split("start 1\nx\nstart\nstarting\n"));
    }

    @Test
    void annotationsBelongToWhatFollows() throws DocumentFault {
        assertEquals(List.of("2:@a\n@b\nstart\n", "5:@a\nstart\n"), split("\n@a\n@b\nstart\n@a\nstart\n"));
    }

    @Test
    void whatPrecedesTheFirstIsADocumentOfItsOwn() throws DocumentFault {
        assertEquals(List.of("1:junk\n", "2:start\n"), split("junk\nstart\n"));
    }

    @Test
    void aBadDocumentCostsOnlyItself() throws DocumentFault {
        Parsed<String> parsed = new Splitter("thing", "start")
                .parseAll(Source.of("things", "start 1\nstart 2\nstart 3\n", 1000), source -> {
                    if (source.text().contains("2")) {
                        throw source.fault(source.firstLine(), "is two");
                    }
                    return source.text();
                });
        assertEquals(List.of("start 1\n", "start 3\n"), parsed.documents());
        assertEquals("thing, line 2: is two", parsed.refused().get(0).getMessage());
    }
}
