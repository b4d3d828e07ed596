package org.tropea.netdoc.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.tropea.netdoc.Ctor.assertRefused;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GrammarTest {
    private static final Grammar GRAMMAR = new Grammar(
            "thing",
            Rule.once("first").arguments(1).first(),
            Rule.atMostOnce("maybe").arguments(1, 2),
            Rule.atLeastOnce("some"),
            Rule.any("any"),
            Rule.atMostOnce("@noted"),
            Rule.atMostOnce("key").object("KEY"),
            Rule.once("last").last());
    private static final String OBJECT = "-----BEGIN KEY-----\nAAAA\n-----END KEY-----\n";

    private static Section read(String text) throws DocumentFault {
        return GRAMMAR.readAll(new ItemReader(Source.of("test", text, 10_000)));
    }

    @Test
    void findsItemsByKeyword() throws DocumentFault {
        Section section = read("@noted\nfirst 1\nsome 2\nunknown\nsome 3\nlast\n");
        assertEquals("1", section.get("first").rest());
        assertEquals(2, section.all("some").size());
        assertEquals(0, section.all("any").size());
        assertNull(section.find("maybe"));
        assertNull(section.rest("maybe"));
    }

    @Test
    void passesOverUnknownItemsAndTheirObjects() throws DocumentFault {
        assertEquals(
                4,
                read("first 1\nsome\nx-new 1 2 3\n" + OBJECT + "last\n").items().size());
    }

    @Test
    void refusesWhatIsMissingWhereTheSectionBegins() {
        assertRefused(1, "has no some", () -> read("first 1\nlast\n"));
        assertRefused("a thing is missing", () -> read("\n"));
        assertRefused("a thing is missing", () -> read("@noted\n"));
    }

    @Test
    void refusesWhatComesTooOften() {
        assertRefused(3, "maybe comes again", () -> read("first 1\nmaybe 1\nmaybe 1\nsome\nlast\n"));
        assertRefused(2, "first comes again", () -> read("first 1\nfirst 1\nsome\nlast\n"));
    }

    @Test
    void refusesWrongPlaces() {
        assertRefused(2, "must be the first", () -> read("some\nfirst 1\nlast\n"));
        assertRefused(3, "must be the last", () -> read("first 1\nsome\nlast\nunknown\n"));
    }

    @Test
    void refusesWrongArgumentCounts() {
        assertRefused(1, "has 0 arguments, accepted are 1 or more", () -> read("first\nsome\nlast\n"));
        assertRefused(3, "accepted are 1 to 2", () -> read("first 1\nsome\nmaybe 1 2 3\nlast\n"));
    }

    @Test
    void refusesWrongObjects() {
        assertRefused(1, "accepted is none", () -> read("first 1\n" + OBJECT + "some\nlast\n"));
        assertRefused(3, "needs an object", () -> read("first 1\nsome\nkey\nlast\n"));
        assertRefused(
                3, "of type \"KEY\"", () -> read("first 1\nsome\nkey\n" + OBJECT.replace("KEY", "CAT") + "last\n"));
    }

    @Test
    void refusesAnnotationsInsideAndUnknownOnes() {
        assertRefused(2, "is an annotation", () -> read("first 1\n@noted\nsome\nlast\n"));
        assertRefused(1, "is an annotation", () -> read("@other\nfirst 1\nsome\nlast\n"));
    }

    @Test
    void aSectionEndsBeforeTheNext() throws DocumentFault {
        ItemReader in = new ItemReader(Source.of("test", "first 1\nsome\nlast\nfirst 2\nsome\nlast\n", 100));
        assertEquals("1", GRAMMAR.read(in, Set.of("first")).get("first").rest());
        assertEquals("2", GRAMMAR.read(in, Set.of("first")).get("first").rest());
        assertNull(in.peek());
    }
}
