package org.tropea.netdoc.frame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of one section of a document. Items with keywords that no rule names are passed over, annotations are
 * refused unless named (dir-spec 1.2). Immutable, any thread.
 */
public final class Grammar {
    private final String section;
    private final Rule[] rules;
    private final Map<String, Integer> byKeyword = new HashMap<>();

    /** The section that refusals call {@code section}, of items that follow these rules. */
    public Grammar(String section, Rule... rules) {
        this.section = section;
        this.rules = rules.clone();
        for (int i = 0; i < rules.length; i++) {
            byKeyword.put(rules[i].keyword(), i);
        }
    }

    /** Those rules and these. */
    public Grammar(String section, List<Rule> those, Rule... these) {
        this(section, concat(those, these));
    }

    private static Rule[] concat(List<Rule> those, Rule... these) {
        Rule[] all = those.toArray(new Rule[those.size() + these.length]);
        System.arraycopy(these, 0, all, those.size(), these.length);
        return all;
    }

    /** The section that is all the rest of the document. */
    public Section readAll(ItemReader in) throws DocumentFault {
        return read(in, Set.of());
    }

    /**
     * The section that begins with the next item, whatever that is, and ends before the next with a keyword in
     * {@code until}, or with the document.
     */
    public Section read(ItemReader in, Set<String> until) throws DocumentFault {
        Section found = new Section(in.source(), section, rules, byKeyword);
        for (Item item = in.peek(); item != null; item = in.peek()) {
            if (!found.isEmpty() && until.contains(item.keyword())) {
                break;
            }
            found.add(in.next());
        }
        found.check();
        return found;
    }
}
