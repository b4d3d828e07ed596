package org.tropea.authority.relays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.authority.pinning.KeyPins;
import org.tropea.authority.relays.Verdict.Kind;
import org.tropea.net.option.Options;
import org.tropea.net.store.StoredFiles;

/** An authority's intake with its files in a temporary directory. */
abstract class IntakeFixture {
    static final long NOW = TestRelay.NOW;

    @TempDir
    Path directory;

    final List<String> journal = new ArrayList<>();
    final List<String> retested = new ArrayList<>();
    final KeyPins pins = new KeyPins(journal::add);
    final TestRelay relay = new TestRelay();
    RelayBook book;
    Intake intake;

    @BeforeEach
    void begin() {
        rules("");
    }

    void rules(String approved, String... options) {
        book = new RelayBook(new StoredFiles(directory, text -> {}, text -> {}));
        intake = new Intake(
                book,
                pins,
                new TestRelay().rsaId(),
                new Admission(options(options), ApprovedRouters.parse(approved)),
                one -> retested.add(one.identity().hex()));
    }

    static Options options(String... pairs) {
        Map<String, Object> map = new HashMap<>(Map.of("TestingTorNetwork", "1"));
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Options.of(map);
    }

    Verdict post(byte[] body) {
        return whole(intake.posted(body, "127.0.0.9", NOW, (identity, nickname, verdict) -> {}));
    }

    static <T> T whole(Supplier<T> parts) {
        T end = parts.get();
        while (end == null) {
            end = parts.get();
        }
        return end;
    }

    Verdict post(String body) {
        return post(TestRelay.bytes(body));
    }

    Verdict post() {
        return post(relay.upload());
    }

    void refused(Kind kind, String words, Verdict verdict) {
        assertEquals(new Verdict(kind, words), verdict);
        assertNull(book.relay(relay.rsaId()));
        assertEquals(List.of(), journal);
    }
}
