package org.tropea.conn.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoDatagrams;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.TestScope;
import org.xbill.DNS.Rcode;

/** Every malformed question gets the refusal of DNS, to the byte, and the network is asked for nothing. */
class MalformedTest implements EntryStreams {
    private static final InetSocketAddress PORT = new InetSocketAddress("127.0.0.1", 9053);
    /** A whole question for A of {@code a.b} with recursion desired: header, name, type, class. */
    private static final String WHOLE = "1234 0100 0001 0000 0000 0000  01 61 01 62 00  0001 0001";

    private final HandCrankedLoopGroup loops = new HandCrankedLoopGroup();
    private final List<String> answers = new ArrayList<>();
    private final List<EntryRequest> asked = new ArrayList<>();
    private IoDatagrams program;

    @BeforeEach
    void open() throws Exception {
        TestScope scope = TestScope.of("DNSPort", "9053");
        scope.add(LoopGroup.class, loops);
        scope.add(EntryStreams.class, this);
        loops.fromOutside(() -> new DnsRoleFactory().start(scope));
        program = loops.loop(0)
                .datagrams(
                        new InetSocketAddress("127.0.0.1", 5353),
                        (array, length, sender) -> answers.add(HexFormat.of().formatHex(array, 0, length)));
    }

    @Override
    public Attempt open(EntryRequest request, EntryHandler handler, EventLoop loop) {
        asked.add(request);
        return () -> {};
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private void assertAnswers(byte[] question, String... expected) {
        program.send(question, question.length, PORT);
        loops.crank();
        loops.crank();
        assertEquals(Arrays.stream(expected).map(one -> one.replace(" ", "")).toList(), answers);
        assertEquals(List.of(), asked);
        answers.clear();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no question where one is announced, 1234 0100 0001 0000 0000 0000",
        "a second one that is not there,     1234 0100 0002 0000 0000 0000 01 61 00 0001 0001",
        "an answer that is not there,        1234 0100 0001 0001 0000 0000 01 61 00 0001 0001",
        "a record that is not there,         1234 0100 0001 0000 0000 0001 01 61 00 0001 0001",
        "a name that points at itself,       1234 0100 0001 0000 0000 0000 c0 0c 0001 0001",
        "a name that points ahead,           1234 0100 0001 0000 0000 0000 c0 12 0001 0001 01 61 00",
        "a name that points to nowhere,      1234 0100 0001 0000 0000 0000 ff ff 0001 0001",
        "a label of an unknown kind,         1234 0100 0001 0000 0000 0000 41 61 00 0001 0001",
        "a label of another unknown kind,    1234 0100 0001 0000 0000 0000 81 61 00 0001 0001",
        "a label longer than the message,    1234 0100 0001 0000 0000 0000 3f 61 00 0001 0001",
        "a record longer than the message,   1234 0100 0001 0000 0000 0001 01 61 00 0001 0001 00 0029 04d0 00000000 00ff",
        "garbage,                            1234 0100 ffff ffff ffff ffff ff ff ff ff ff ff ff ff",
    })
    void whatCannotBeReadIsAFormatError(String what, String question) {
        assertAnswers(bytes(question), "1234 8081 0000 0000 0000 0000");
    }

    @Test
    void questionsThatBreakOffAreFormatErrors() {
        byte[] whole = bytes(WHOLE);
        for (int length = 12; length < whole.length; length++) {
            assertAnswers(Arrays.copyOf(whole, length), "1234 8081 0000 0000 0000 0000");
        }
    }

    @Test
    void namesThatAreTooLongAreFormatErrors() {
        String labels = ("3f" + "61".repeat(63)).repeat(4);
        assertAnswers(
                bytes("1234 0100 0001 0000 0000 0000" + labels + "00 0001 0001"), "1234 8081 0000 0000 0000 0000");
        assertAnswers(
                bytes("1234 0100 0001 0000 0000 0000" + ("01 61".repeat(5_000)) + "00 0001 0001"),
                "1234 8081 0000 0000 0000 0000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a name with NUL,         NXDOMAIN, 03 610062 00 0001 0001",
        "a name of NULs,          NXDOMAIN, 02 0000 00 0001 0001",
        "a name not UTF-8,        NXDOMAIN, 02 fffe 00 0001 0001",
        "a name in UTF-8,         NXDOMAIN, 02 c3bc 02 6465 00 0001 0001",
        "a dot within a label,    NXDOMAIN, 03 612e62 00 0001 0001",
        "a space,                 NXDOMAIN, 03 612062 00 0001 0001",
        "a dash first,            NXDOMAIN, 02 2d61 00 001c 0001",
        "the root,                NXDOMAIN, 00 0001 0001",
        "a mistyped address,      NXDOMAIN, 01 31 01 32 01 33 03 393939 00 0001 0001",
        "a name server's kind,    NOTIMP, 01 61 00 0002 0001",
        "no kind,                 NOTIMP, 01 61 00 0000 0001",
        "any kind,                NOTIMP, 01 61 00 00ff 0001",
        "class CHAOS,             NOTIMP, 01 61 00 0001 0003",
        "class 0,                 NOTIMP, 01 61 00 0001 0000",
        "class ANY,               NOTIMP, 01 61 00 0001 00ff",
    })
    void whatNobodyCanBeAskedIsAnsweredHere(String what, String rcode, String question) {
        String flags = Integer.toHexString(0x8180 | Rcode.value(rcode));
        assertAnswers(
                bytes("1234 0100 0001 0000 0000 0000" + question), "1234" + flags + "0001 0000 0000 0000" + question);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 15})
    void otherOperationsAreNotImplemented(int opcode) {
        String question = "0001 0000 0000 0000 01 61 00 0001 0001";
        assertAnswers(
                bytes("1234" + String.format("%04x", opcode << 11) + question),
                "1234" + Integer.toHexString(0x8084 | opcode << 11) + question);
    }

    @Test
    void extensionsAreOneAndOfTheKnownVersion() {
        String header = "1234 0100 0001 0000 0000";
        String question = "01 61 00 0001 0001";
        String options = "00 0029 04d0 00000000 0000";
        assertAnswers(
                bytes(header + "0002" + question + options + options),
                "1234 8181 0001 0000 0000 0001" + question + "00 0029 0200 00000000 0000");
        assertAnswers(
                bytes(header + "0001" + question + "00 0029 04d0 00010000 0000"),
                "1234 8180 0001 0000 0000 0001" + question + "00 0029 0200 01000000 0000");
    }

    @Test
    void noQuestionIsAnEmptyAnswer() {
        assertAnswers(bytes("1234 0000 0000 0000 0000 0000"), "1234 8080 0000 0000 0000 0000");
    }

    @Test
    void whatIsNoQuestionIsNotAnswered() {
        byte[] whole = bytes(WHOLE);
        for (int length = 0; length < 12; length++) {
            assertAnswers(Arrays.copyOf(whole, length));
        }
        whole[2] |= (byte) 0x80;
        assertAnswers(whole);
        assertAnswers(Arrays.copyOf(whole, 14));
        assertAnswers(bytes("ff".repeat(5_000)));
    }
}
