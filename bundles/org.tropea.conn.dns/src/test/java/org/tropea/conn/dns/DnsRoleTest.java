package org.tropea.conn.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.cell.EndReason;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoDatagrams;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.role.Role;
import org.tropea.net.option.EntryFlag;
import org.tropea.net.option.Options;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.TestScope;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsRoleTest implements EntryStreams {
    private static final InetSocketAddress PORT = new InetSocketAddress("127.0.0.1", 9053);

    private final HandCrankedLoopGroup loops = new HandCrankedLoopGroup();
    private final List<byte[]> answers = new ArrayList<>();
    private final List<EntryRequest> asked = new ArrayList<>();
    private EntryHandler asker;
    private boolean cancelled;
    private TestScope scope;
    private IoDatagrams program;

    private Role open(String... options) throws Exception {
        scope = TestScope.of(options);
        scope.add(LoopGroup.class, loops);
        scope.add(EntryStreams.class, this);
        Role role = loops.fromOutside(() -> new DnsRoleFactory().start(scope));
        program = loops.loop(0)
                .datagrams(
                        new InetSocketAddress("127.0.0.1", 5353),
                        (array, length, sender) -> answers.add(Arrays.copyOf(array, length)));
        return role;
    }

    @Override
    public Attempt open(EntryRequest request, EntryHandler handler, EventLoop loop) {
        asked.add(request);
        asker = handler;
        return () -> cancelled = true;
    }

    private void ask(Message query) {
        send(query.toWire());
    }

    private void ask(String name, int type) throws Exception {
        ask(Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
    }

    private void send(byte[] bytes) {
        assertTrue(program.send(bytes, bytes.length, PORT));
        loops.crank();
    }

    private Message answer() throws Exception {
        loops.crank();
        assertEquals(1, answers.size());
        return new Message(answers.remove(0));
    }

    private void resolve(EntryAnswer... found) {
        asker.resolved(List.of(found));
    }

    private static EntryAnswer address(String text) throws Exception {
        return new EntryAnswer(InetAddress.getByName(text), null, 5);
    }

    @ParameterizedTest
    @CsvSource({"A, 192.0.2.7, false", "AAAA, 2001:db8:0:0:0:0:0:7, true"})
    void addressesAreAnswered(String type, String text, boolean ipv6) throws Exception {
        open("DNSPort", "9053");
        ask("eXample.com.", Type.value(type));
        EntryRequest request = asked.get(0);
        assertEquals(EntryRequest.Kind.RESOLVE, request.kind());
        assertEquals("eXample.com", request.host());
        assertEquals(ipv6, !request.source().port().has(EntryFlag.IPV4_TRAFFIC));
        assertEquals(ipv6, request.source().port().has(EntryFlag.IPV6_TRAFFIC));
        resolve(address("192.0.2.7"), address("2001:db8::7"));
        Message answer = answer();
        List<Record> records = answer.getSection(Section.ANSWER);
        assertEquals(1, records.size());
        assertEquals(text, records.get(0).rdataToString());
        assertEquals(60, records.get(0).getTTL());
        assertEquals("eXample.com.", records.get(0).getName().toString());
        assertTrue(answer.getHeader().getFlag(Flags.QR) && answer.getHeader().getFlag(Flags.RA));
    }

    @Test
    void namesAreAnswered() throws Exception {
        open("DNSPort", "9053");
        ask("7.2.0.192.in-addr.arpa.", Type.PTR);
        assertEquals(EntryRequest.Kind.RESOLVE_PTR, asked.get(0).kind());
        assertEquals("7.2.0.192.in-addr.arpa", asked.get(0).host());
        resolve(new EntryAnswer(null, "host.example", 4000));
        Record record = answer().getSection(Section.ANSWER).get(0);
        assertEquals("host.example.", record.rdataToString());
        assertEquals(4000, record.getTTL());
    }

    @ParameterizedTest
    @CsvSource({"2, NXDOMAIN", "270, SERVFAIL", "7, SERVFAIL", "257, SERVFAIL", "264, REFUSED"})
    void failuresAreTold(int reason, String rcode) throws Exception {
        open("DNSPort", "9053");
        ask("example.com.", Type.A);
        asker.failed(reason, "as the test wants it");
        assertEquals(Rcode.value(rcode), answer().getRcode());
    }

    @Test
    void onlyTheOtherFamilyIsAnEmptyAnswer() throws Exception {
        open("DNSPort", "9053");
        ask("example.com.", Type.AAAA);
        resolve(address("192.0.2.7"));
        Message answer = answer();
        assertEquals(Rcode.NOERROR, answer.getRcode());
        assertEquals(List.of(), answer.getSection(Section.ANSWER));
    }

    @Test
    void otherKindsAreNotImplemented() throws Exception {
        open("DNSPort", "9053");
        for (int type : new int[] {Type.MX, Type.TXT, Type.ANY, Type.SRV, Type.CNAME}) {
            ask("example.com.", type);
            assertEquals(Rcode.NOTIMP, answer().getRcode());
        }
        Message chaos = Message.newQuery(Record.newRecord(Name.fromString("version.bind."), Type.A, DClass.CHAOS));
        ask(chaos);
        assertEquals(Rcode.NOTIMP, answer().getRcode());
        Message update = Message.newQuery(Record.newRecord(Name.fromString("a.b."), Type.A, DClass.IN));
        update.getHeader().setOpcode(Opcode.STATUS);
        ask(update);
        assertEquals(Rcode.NOTIMP, answer().getRcode());
        assertEquals(List.of(), asked);
    }

    @Test
    void theFirstKnownQuestionOfSeveralIsAnswered() throws Exception {
        open("DNSPort", "9053");
        Message query = Message.newQuery(Record.newRecord(Name.fromString("a.b."), Type.MX, DClass.IN));
        query.addRecord(Record.newRecord(Name.fromString("c.d."), Type.A, DClass.IN), Section.QUESTION);
        ask(query);
        assertEquals("c.d", asked.get(0).host());
    }

    @Test
    void noQuestionGetsAnEmptyAnswer() throws Exception {
        open("DNSPort", "9053");
        ask(new Message(7));
        Message answer = answer();
        assertEquals(Rcode.NOERROR, answer.getRcode());
        assertEquals(7, answer.getHeader().getID());
    }

    @Test
    void socksPolicyRefuses() throws Exception {
        open("DNSPort", "9053", "SocksPolicy", "reject 127.0.0.1");
        ask("example.com.", Type.A);
        assertEquals(Rcode.REFUSED, answer().getRcode());
    }

    @Test
    void tooManyAtOnceFail() throws Exception {
        open("DNSPort", "9053");
        for (int i = 0; i < DnsSocket.MOST; i++) {
            ask("example.com.", Type.A);
        }
        assertEquals(List.of(), answers);
        ask("example.com.", Type.A);
        assertEquals(Rcode.SERVFAIL, answer().getRcode());
    }

    @Test
    void aQuestionThatTakesTooLongIsGivenUp() throws Exception {
        open("DNSPort", "9053", "SocksTimeout", "10");
        ask("example.com.", Type.A);
        loops.advance(TimeUnit.SECONDS.toNanos(11));
        assertTrue(cancelled);
        assertEquals(Rcode.SERVFAIL, answer().getRcode());
        asker.failed(EndReason.MISC, "late");
        loops.crank();
        assertEquals(List.of(), answers);
    }

    @Test
    void manyAddressesAreCutToWhatFits() throws Exception {
        open("DNSPort", "9053");
        ask("example.com.", Type.A);
        EntryAnswer[] many = new EntryAnswer[100];
        Arrays.fill(many, address("192.0.2.7"));
        for (int i = 0; i < many.length; i++) {
            many[i] = address("192.0.2." + i);
        }
        resolve(many);
        loops.crank();
        assertTrue(answers.get(0).length <= 512);
        assertTrue(answer().getHeader().getFlag(Flags.TC));
    }

    @Test
    void whoOffersEdnsGetsMoreAndHearsOfIt() throws Exception {
        open("DNSPort", "9053");
        Message query = Message.newQuery(Record.newRecord(Name.fromString("example.com."), Type.A, DClass.IN));
        query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        ask(query);
        EntryAnswer[] many = new EntryAnswer[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = address("192.0.2." + i);
        }
        resolve(many);
        Message answer = answer();
        assertEquals(40, answer.getSection(Section.ANSWER).size());
        assertNotNull(answer.getOPT());
    }

    @Test
    void withoutAClientQuestionsFail() throws Exception {
        open("DNSPort", "9053");
        scope.remove(EntryStreams.class, this);
        ask("example.com.", Type.A);
        assertEquals(Rcode.SERVFAIL, answer().getRcode());
    }

    @Test
    void noPortNoRole() throws Exception {
        assertNull(new DnsRoleFactory().start(TestScope.of("DNSPort", "0")));
        assertNull(new DnsRoleFactory().start(TestScope.of()));
    }

    @Test
    void aReloadMovesThePort() throws Exception {
        Role role = open("DNSPort", "9053");
        scope.options(Options.of(Map.of("DNSPort", "9054")));
        loops.fromOutside(() -> {
            role.reloaded();
            return null;
        });
        loops.crank();
        byte[] query = Message.newQuery(Record.newRecord(Name.fromString("a.b."), Type.A, DClass.IN))
                .toWire();
        assertEquals(false, program.send(query, query.length, PORT));
        assertTrue(program.send(query, query.length, new InetSocketAddress("127.0.0.1", 9054)));
        loops.crank();
        assertEquals("a.b", asked.get(0).host());
        role.close();
        loops.crank();
        assertEquals(false, program.send(query, query.length, new InetSocketAddress("127.0.0.1", 9054)));
        assertTrue(cancelled);
    }
}
