package dev.gatelint.syntax.ts;

/**
 * The words of one file: every name is made into a string once, and the words that mean something are known.
 * An open hash table. A name that finds no place within {@link #REACH} steps is not kept, so that names made to collide cost no time.
 */
final class Names {
    private static final int REACH = 24;
    private static final Names WORDS = words();

    private String[] names;
    private Token[] tokens;
    private int size;
    /** The word that {@link #find} found. */
    String name;

    private Names(String[] names, Token[] tokens, int size) {
        this.names = names;
        this.tokens = tokens;
        this.size = size;
    }

    /** A table that knows the keywords. */
    static Names create() {
        return new Names(WORDS.names.clone(), WORDS.tokens.clone(), WORDS.size);
    }

    private static Names words() {
        Names words = new Names(new String[1024], new Token[1024], 0);
        for (Token token : Token.values()) {
            if (token.isKeyword()) words.put(token.text, token);
        }
        return words;
    }

    /** The token for the word {@code text[from, to)}, whose {@link #hash} is given; leaves the word in {@link #name}. */
    Token find(char[] text, int from, int to, int hash) {
        int slot = spread(hash) & names.length - 1;
        for (int step = 0; step < REACH; step++) {
            String known = names[slot];
            if (known == null) {
                name = new String(text, from, to - from);
                names[slot] = name;
                tokens[slot] = Token.NAME;
                if (++size * 2 > names.length) grow();
                return Token.NAME;
            }
            if (same(known, text, from, to)) {
                name = known;
                return tokens[slot];
            }
            slot = slot + 1 & names.length - 1;
        }
        name = new String(text, from, to - from);
        return Token.NAME;
    }

    private static boolean same(String name, char[] text, int from, int to) {
        int length = to - from;
        if (name.length() != length) return false;
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != text[from + i]) return false;
        }
        return true;
    }

    /** Keywords go in first: they must always be within reach. */
    private void grow() {
        String[] oldNames = names;
        Token[] oldTokens = tokens;
        names = new String[oldNames.length * 2];
        tokens = new Token[oldNames.length * 2];
        size = 0;
        for (int i = 0; i < oldNames.length; i++) {
            if (oldTokens[i] != null && oldTokens[i] != Token.NAME) put(oldNames[i], oldTokens[i]);
        }
        for (int i = 0; i < oldNames.length; i++) {
            if (oldTokens[i] == Token.NAME) put(oldNames[i], oldTokens[i]);
        }
    }

    private void put(String word, Token token) {
        int hash = 0;
        for (int i = 0; i < word.length(); i++) hash = hash(hash, word.charAt(i));
        int slot = spread(hash) & names.length - 1;
        for (int step = 0; step < REACH; step++) {
            if (names[slot] == null) {
                names[slot] = word;
                tokens[slot] = token;
                size++;
                return;
            }
            slot = slot + 1 & names.length - 1;
        }
    }

    /** One step of the hash of a word, from 0. */
    static int hash(int hash, char c) {
        return hash * 31 + c;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9e3779b9;
        return mixed ^ mixed >>> 15;
    }
}
