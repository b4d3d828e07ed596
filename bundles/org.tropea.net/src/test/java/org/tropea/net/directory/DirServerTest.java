package org.tropea.net.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DirServerTest {
    private final DirServer server = new DirServer();

    private static DirPages saying(String words) {
        return (query, answer) -> {
            answer.accept(DirAnswer.of(200, words));
            return true;
        };
    }

    private String ask(String method) {
        List<String> said = new ArrayList<>();
        Consumer<DirAnswer> note = answer -> said.add(answer.status() + " " + answer.reason());
        server.ask(new DirQuery(method, "/tor/", Map.of(), new byte[0], 0, null, false), note);
        return said.get(0);
    }

    @Test
    void thoseThatServeFirstAreAskedFirst() {
        server.serve(saying("cache"));
        server.serve(saying("other"));
        assertEquals("200 cache", ask("GET"));
        server.serveFirst(saying("authority"));
        assertEquals("200 authority", ask("GET"));
    }

    @Test
    void withoutPagesUploadsAreRefused() {
        assertEquals("404 Not found", ask("GET"));
        assertEquals("400 Nonauthoritative directory does not accept posted server descriptors", ask("POST"));
    }

    @Test
    void anAuthorityThatStartsIsToBeAskedAgain() {
        server.awaitAuthority();
        assertEquals("503 The authority is starting", ask("POST"));
    }
}
