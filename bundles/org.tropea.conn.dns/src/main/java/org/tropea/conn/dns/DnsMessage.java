package org.tropea.conn.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryHost;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.net.option.EntryFlag;
import org.tropea.net.option.EntryPort;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A DNS query (RFC 1035) and the answers to it. Answered is the first question for A, AAAA or PTR, as C tor does; no other
 * kind is known here. Immutable.
 */
final class DnsMessage {
    private static final int HEADER = 12;
    /** What fits without EDNS. */
    private static final int SMALLEST = 512;

    private static final int LEAST_TTL = 60;

    private final Message query;
    private final Record question;
    private final int most;
    private final int fault;

    private DnsMessage(Message query, int fault) {
        this.query = query;
        this.fault = fault;
        this.question = fault == Rcode.NOERROR ? first(query) : null;
        this.most = query.getOPT() == null
                ? SMALLEST
                : Math.max(SMALLEST, query.getOPT().getPayloadSize());
    }

    /** Reads a datagram; null when it is no query at all, so that nothing is to be said to it. */
    static DnsMessage parse(byte[] array, int length) {
        byte[] bytes = Arrays.copyOf(array, length);
        try {
            Message message = new Message(bytes);
            if (message.getHeader().getFlag(Flags.QR)) {
                return null;
            }
            return new DnsMessage(message, fault(message));
        } catch (IOException | RuntimeException malformed) {
            return malformed(bytes);
        }
    }

    /** What is wrong with a message that can be read; NOERROR for nothing. */
    private static int fault(Message message) {
        if (message.getHeader().getOpcode() != Opcode.QUERY) {
            return Rcode.NOTIMP;
        }
        long options = message.getSection(Section.ADDITIONAL).stream()
                .filter(each -> each.getType() == Type.OPT)
                .count();
        if (options > 1) {
            return Rcode.FORMERR; // RFC 6891 6.1.1
        }
        return options == 1 && message.getOPT().getVersion() > 0 ? Rcode.BADVERS : Rcode.NOERROR;
    }

    /** A header that can be read is answered FORMERR. */
    private static DnsMessage malformed(byte[] bytes) {
        boolean response = bytes.length < HEADER || (bytes[2] & 0x80) != 0;
        return response ? null : new DnsMessage(new Message((bytes[0] & 0xff) << 8 | bytes[1] & 0xff), Rcode.FORMERR);
    }

    private static Record first(Message query) {
        return query.getSection(Section.QUESTION).stream()
                .filter(each -> each.getDClass() == DClass.IN)
                .filter(each -> each.getType() == Type.A || each.getType() == Type.AAAA || each.getType() == Type.PTR)
                .findFirst()
                .orElse(null);
    }

    /** Whether the network can be asked for it. */
    boolean isAskable() {
        return question != null && EntryHost.normal(host()) != null;
    }

    /** The answer to what cannot be asked: FORMERR, NOTIMP, BADVERS, nothing to no question, NXDOMAIN to what is no host name. */
    byte[] unaskable() {
        boolean empty = query.getSection(Section.QUESTION).isEmpty();
        return respond(
                fault != Rcode.NOERROR
                        ? fault
                        : question != null ? Rcode.NXDOMAIN : empty ? Rcode.NOERROR : Rcode.NOTIMP,
                List.of());
    }

    byte[] refused() {
        return respond(Rcode.REFUSED, List.of());
    }

    byte[] failed() {
        return respond(Rcode.SERVFAIL, List.of());
    }

    byte[] unknown() {
        return respond(Rcode.NXDOMAIN, List.of());
    }

    /** The answers of the kind asked for, each held for a minute at least; none of them means there are others. */
    byte[] answered(List<EntryAnswer> answers) {
        List<Record> records = new ArrayList<>();
        for (EntryAnswer answer : answers) {
            Record record = record(answer, Math.max(LEAST_TTL, answer.ttl()));
            if (record != null) {
                records.add(record);
            }
        }
        return respond(Rcode.NOERROR, records);
    }

    private Record record(EntryAnswer answer, int ttl) {
        Name name = question.getName();
        int type = question.getType();
        if (answer.address() == null) {
            return type == Type.PTR ? pointer(name, answer.name(), ttl) : null;
        }
        boolean ipv4 = answer.address().getAddress().length == 4;
        if (ipv4 && type == Type.A) {
            return new ARecord(name, DClass.IN, ttl, answer.address());
        }
        return !ipv4 && type == Type.AAAA ? new AAAARecord(name, DClass.IN, ttl, answer.address()) : null;
    }

    private static Record pointer(Name name, String target, int ttl) {
        try {
            return new PTRRecord(name, DClass.IN, ttl, Name.fromString(target, Name.root));
        } catch (TextParseException unprintable) {
            return null;
        }
    }

    private byte[] respond(int rcode, List<Record> records) {
        Message response = new Message(query.getHeader().getID());
        Header header = response.getHeader();
        header.setFlag(Flags.QR);
        header.setFlag(Flags.RA);
        header.setOpcode(query.getHeader().getOpcode());
        header.setRcode(rcode & 0xf);
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        query.getSection(Section.QUESTION).forEach(each -> response.addRecord(each, Section.QUESTION));
        records.forEach(record -> response.addRecord(record, Section.ANSWER));
        if (query.getOPT() != null) {
            response.addRecord(new OPTRecord(SMALLEST, rcode >> 4, 0), Section.ADDITIONAL);
        }
        return response.toWire(most);
    }

    /** What is asked of the network. */
    EntryRequest.Kind kind() {
        return question.getType() == Type.PTR ? EntryRequest.Kind.RESOLVE_PTR : EntryRequest.Kind.RESOLVE;
    }

    /** The name asked for, without the dot at its end. */
    String host() {
        return question.getName().toString(true);
    }

    /** {@code port} with the families of addresses that the question wants: A asks for IPv4, AAAA for IPv6. */
    EntryPort only(EntryPort port) {
        if (question.getType() == Type.PTR) {
            return port;
        }
        boolean ipv6 = question.getType() == Type.AAAA;
        EnumSet<EntryFlag> flags = EnumSet.copyOf(port.flags());
        flags.remove(ipv6 ? EntryFlag.IPV4_TRAFFIC : EntryFlag.IPV6_TRAFFIC);
        flags.remove(EntryFlag.PREFER_IPV6);
        if (ipv6) {
            flags.add(EntryFlag.PREFER_IPV6);
        }
        return new EntryPort(port.option(), port.line(), port.sessionGroup(), flags);
    }
}
