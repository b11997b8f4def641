package dev.gatelint.syntax.ts;

import java.util.Map;
import java.util.TreeMap;

/** The entities of JSX text: the names of HTML 4, and numbers. */
final class Entities {
    /** Those of the code points from 160 on, in order. */
    private static final String LATIN = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 \
            ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc \
            Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml \
            aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
            uacute ucirc uuml yacute thorn yuml""";
    /** Those of the code points from 913 on, in order; {@code -} stands for none. */
    private static final String GREEK = """
            Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi Psi Omega - - - - - \
            - - alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega \
            - - - - - - - thetasym upsih - - - piv""";
    private static final String OTHER = """
            quot 34 amp 38 apos 39 lt 60 gt 62 OElig 338 oelig 339 Scaron 352 scaron 353 Yuml 376 fnof 402 circ 710 tilde 732 ensp 8194 emsp 8195 \
            thinsp 8201 zwnj 8204 zwj 8205 lrm 8206 rlm 8207 ndash 8211 mdash 8212 lsquo 8216 rsquo 8217 sbquo 8218 ldquo 8220 rdquo 8221 bdquo 8222 \
            dagger 8224 Dagger 8225 bull 8226 hellip 8230 permil 8240 prime 8242 Prime 8243 lsaquo 8249 rsaquo 8250 oline 8254 frasl 8260 euro 8364 \
            image 8465 weierp 8472 real 8476 trade 8482 alefsym 8501 larr 8592 uarr 8593 rarr 8594 darr 8595 harr 8596 crarr 8629 lArr 8656 uArr 8657 \
            rArr 8658 dArr 8659 hArr 8660 forall 8704 part 8706 exist 8707 empty 8709 nabla 8711 isin 8712 notin 8713 ni 8715 prod 8719 sum 8721 \
            minus 8722 lowast 8727 radic 8730 prop 8733 infin 8734 ang 8736 and 8743 or 8744 cap 8745 cup 8746 int 8747 there4 8756 sim 8764 cong 8773 \
            asymp 8776 ne 8800 equiv 8801 le 8804 ge 8805 sub 8834 sup 8835 nsub 8836 sube 8838 supe 8839 oplus 8853 otimes 8855 perp 8869 sdot 8901 \
            lceil 8968 rceil 8969 lfloor 8970 rfloor 8971 lang 9001 rang 9002 loz 9674 spades 9824 clubs 9827 hearts 9829 diams 9830""";
    private static final Map<String, Integer> NAMES = names();

    private Entities() {}

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new TreeMap<>();
        int code = 160;
        for (String name : LATIN.split(" ")) names.put(name, code++);
        code = 913;
        for (String name : GREEK.split(" ")) {
            if (!name.equals("-")) names.put(name, code);
            code++;
        }
        String[] other = OTHER.split(" ");
        for (int i = 0; i < other.length; i += 2) names.put(other[i], Integer.parseInt(other[i + 1]));
        return Map.copyOf(names);
    }

    /** {@code text[from, to)} with its entities resolved; what is none stays as it is. */
    static String value(char[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] != '&') i++;
        if (i == to) return new String(text, from, to - from);
        StringBuilder value = new StringBuilder(to - from).append(text, from, i - from);
        while (i < to) {
            char c = text[i];
            int end = c == '&' ? end(text, i + 1, to) : -1;
            int code = end < 0 ? -1 : code(new String(text, i + 1, end - i - 1));
            if (code < 0) {
                value.append(c);
                i++;
            } else {
                value.appendCodePoint(code);
                i = end + 1;
            }
        }
        return value.toString();
    }

    /** The offset of the semicolon that ends an entity, or -1. */
    private static int end(char[] text, int from, int to) {
        for (int i = from; i < to && i < from + 12; i++) {
            if (text[i] == ';') return i > from ? i : -1;
            if (text[i] != '#' && !Chars.isPlainPart(text[i])) return -1;
        }
        return -1;
    }

    private static int code(String name) {
        if (name.charAt(0) != '#') return NAMES.getOrDefault(name, -1);
        boolean hex = name.length() > 1 && name.charAt(1) == 'x';
        String digits = name.substring(hex ? 2 : 1);
        if (digits.isEmpty() || digits.length() > 8) return -1;
        long code = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Chars.hex(digits.charAt(i));
            if (digit < 0 || !hex && digit > 9) return -1;
            code = code * (hex ? 16 : 10) + digit;
        }
        return code <= Character.MAX_CODE_POINT ? (int) code : -1;
    }
}
