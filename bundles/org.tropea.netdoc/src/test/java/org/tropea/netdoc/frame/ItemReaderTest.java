package org.tropea.netdoc.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.tropea.netdoc.Ctor.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;

class ItemReaderTest {
    private static final int LIMIT = 1 << 20;

    private static ItemReader reader(String text) throws DocumentFault {
        return new ItemReader(Source.of("thing", text, LIMIT));
    }

    private static void assertUnreadable(int line, String reason, String text) {
        assertRefused(line, reason, () -> {
            ItemReader in = reader(text);
            while (in.next() != null) {
                // on to the fault
            }
        });
    }

    @Test
    void splitsKeywordAndArguments() throws DocumentFault {
        Item item = reader("thing  5 \t9 x\n").next();
        assertEquals("thing", item.keyword());
        assertEquals(List.of("5", "9", "x"), item.arguments());
        assertEquals("5 \t9 x", item.rest());
    }

    @Test
    void aLineMayEndAfterItsKeyword() throws DocumentFault {
        Item item = reader("thing\nparams \n").next();
        assertEquals(List.of(), item.arguments());
        assertEquals("", item.rest());
    }

    @Test
    void countsLinesOverEmptyOnesAndObjects() throws DocumentFault {
        ItemReader in = reader("\na\n-----BEGIN X Y-----\nAAAA\nBBBB\n-----END X Y-----\n\nb\n");
        Item a = in.next();
        assertEquals(2, a.line());
        assertEquals("X Y", a.object().label());
        assertArrayEquals(new byte[] {0, 0, 0, 4, 16, 65}, a.object().bytes());
        assertEquals(8, in.next().line());
        assertNull(in.next());
    }

    @Test
    void tellsWhereItemsBeginAndEnd() throws DocumentFault {
        ItemReader in = reader("a 1\n-----BEGIN X-----\n-----END X-----\n\nb\n");
        Item a = in.next();
        assertEquals(0, a.start());
        assertEquals(4 + 18 + 16, a.end());
        assertEquals(a.end() + 1, in.position());
    }

    @Test
    void peekingDoesNotConsume() throws DocumentFault {
        ItemReader in = reader("a\nb\n");
        assertEquals("a", in.peek().keyword());
        assertEquals("a", in.next().keyword());
        assertEquals("b", in.peek().keyword());
    }

    @Test
    void passesOverOptAsOldDocumentsHaveIt() throws DocumentFault {
        Item item = reader("opt fingerprint AB\n").next();
        assertEquals("fingerprint", item.keyword());
        assertEquals(List.of("AB"), item.arguments());
    }

    @Test
    void refusesWhatIsNoKeyword() {
        assertUnreadable(2, "does not begin with a keyword", "a\n-b\n");
        assertUnreadable(1, "does not begin with a keyword", " a\n");
        assertUnreadable(1, "does not begin with a keyword", "a_b 1\n");
        assertUnreadable(1, "does not begin with a keyword", "@\n");
        assertUnreadable(1, "does not begin with a keyword", "ä\n");
    }

    @Test
    void refusesObjectsWithoutItem() {
        assertUnreadable(1, "does not begin with a keyword", "-----BEGIN X-----\n-----END X-----\n");
        assertUnreadable(
                4,
                "does not begin with a keyword",
                "a\n-----BEGIN X-----\n-----END X-----\n-----BEGIN X-----\n-----END X-----\n");
    }

    @Test
    void refusesBrokenObjects() {
        assertUnreadable(2, "has no line", "a\n-----BEGIN X-----\nAAAA\n");
        assertUnreadable(2, "must begin with", "a\n-----BEGIN X\nAAAA\n-----END X-----\n");
        assertUnreadable(2, "must begin with", "a\n-----BEGIN -----\nAAAA\n-----END -----\n");
        assertUnreadable(4, "must end with", "a\n-----BEGIN X-----\nAAAA\n-----END Y-----\n");
        assertUnreadable(4, "must end with", "a\n-----BEGIN X-----\nAAAA\n-----END X----- \n");
        assertUnreadable(2, "is not base64", "a\n-----BEGIN X-----\nA*AA\n-----END X-----\n");
        assertUnreadable(2, "is not base64", "a\n-----BEGIN X-----\nAA AA\n-----END X-----\n");
        assertUnreadable(2, "has no line", "a\n-----BEGIN X-----\nAAAA-----END X-----\n");
    }

    @Test
    void boundsLinesAndObjects() {
        assertUnreadable(1, "accepted are 131072", "a " + "b".repeat(ItemReader.MOST_LINE) + "\n");
        assertUnreadable(
                2,
                "more than 131072",
                "a\n-----BEGIN X-----\n" + "AAAA\n".repeat(ItemReader.MOST_OBJECT / 4) + "-----END X-----\n");
    }
}
