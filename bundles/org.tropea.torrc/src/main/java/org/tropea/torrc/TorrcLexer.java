package org.tropea.torrc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the bytes of a torrc into lines: comments, values continued behind a backslash, values in quotes with C's
 * escapes. Works on bytes, one char each, as C tor does; values become text at the end and must be UTF-8.
 */
final class TorrcLexer {
    private final String source;
    private final String text;
    private final List<TorrcLine> lines = new ArrayList<>();
    private int at;
    private int number = 1;

    private TorrcLexer(String source, byte[] bytes) {
        this.source = source;
        this.text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }

    static List<TorrcLine> lines(String source, byte[] bytes) throws TorrcFault {
        TorrcLexer lexer = new TorrcLexer(source, bytes);
        while (lexer.toNextName()) {
            lexer.line();
        }
        return lexer.lines;
    }

    /** Skips blank lines and comments; false at the end. */
    private boolean toNextName() {
        while (at < text.length() && (isSpace(peek()) || peek() == '#')) {
            if (peek() == '#') {
                skipComment();
            } else {
                advance();
            }
        }
        return at < text.length();
    }

    private void line() throws TorrcFault {
        int start = number;
        int from = at;
        while (at < text.length() && !isSpace(peek()) && peek() != '#' && !continues()) {
            advance();
        }
        String name = text.substring(from, at);
        skipBlanks();
        String value = at < text.length() && peek() == '"' ? quoted(start) : plain();
        lines.add(line(start, name, value));
    }

    private TorrcLine line(int start, String name, String value) throws TorrcFault {
        if (name.startsWith("/")) {
            return new TorrcLine(source, start, TorrcLine.Change.CLEAR, name.substring(1), "");
        }
        boolean append = name.startsWith("+");
        TorrcLine.Change change = append ? TorrcLine.Change.APPEND : TorrcLine.Change.SET;
        return new TorrcLine(source, start, change, append ? name.substring(1) : name, utf8(start, value));
    }

    /** Up to the end of the line. Once a value is continued, comments are taken out of it with their line ends. */
    private String plain() {
        StringBuilder value = new StringBuilder();
        boolean continued = false;
        while (at < text.length() && peek() != '\n') {
            if (continues()) {
                continued = true;
                advance();
                advance();
            } else if (peek() != '#') {
                value.append(advance());
            } else if (continued) {
                skipComment();
                advance();
            } else {
                break;
            }
        }
        return value.toString().strip();
    }

    private String quoted(int start) throws TorrcFault {
        StringBuilder value = new StringBuilder();
        advance();
        while (at < text.length() && peek() != '"' && peek() != '\n') {
            value.append(peek() == '\\' ? escape(start) : advance());
        }
        if (at >= text.length() || peek() != '"') {
            throw fault(start, "the quoted value has no closing quote");
        }
        advance();
        skipBlanks();
        if (at < text.length() && peek() != '#' && peek() != '\n') {
            throw fault(start, "there is something behind the quoted value");
        }
        return value.toString();
    }

    private char escape(int start) throws TorrcFault {
        advance();
        char kind = at < text.length() ? advance() : '\n';
        return switch (kind) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\'', '\\' -> kind;
            case 'x', 'X' -> number(start, 16, 2, 2);
            default -> {
                at--;
                yield number(start, 8, 1, 3);
            }
        };
    }

    private char number(int start, int radix, int least, int most) throws TorrcFault {
        int from = at;
        while (at < text.length() && at - from < most && Character.digit(peek(), radix) >= 0) {
            at++;
        }
        int value = at - from < least ? 256 : Integer.parseInt(text.substring(from, at), radix);
        if (value > 255) {
            throw fault(
                    start, "unknown escape in the quoted value; known are \\n \\r \\t \\\" \\' \\\\ \\xHH and \\OOO");
        }
        return (char) value;
    }

    private String utf8(int start, String bytes) throws TorrcFault {
        try {
            ByteBuffer encoded = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
        } catch (CharacterCodingException malformed) {
            throw fault(start, "the value is not UTF-8");
        }
    }

    private boolean continues() {
        return peek() == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
    }

    private void skipBlanks() {
        while (at < text.length() && (peek() == ' ' || peek() == '\t')) {
            at++;
        }
    }

    private void skipComment() {
        while (at < text.length() && peek() != '\n') {
            at++;
        }
    }

    private char peek() {
        return text.charAt(at);
    }

    private char advance() {
        if (at >= text.length()) {
            return '\n';
        }
        char read = text.charAt(at++);
        number += read == '\n' ? 1 : 0;
        return read;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private TorrcFault fault(int line, String message) {
        return new TorrcFault(source + ":" + line + ": " + message);
    }
}
