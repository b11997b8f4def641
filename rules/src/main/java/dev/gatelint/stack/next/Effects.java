package dev.gatelint.stack.next;

import dev.gatelint.stack.js.flow.Trace.Effect.Kind;
import dev.gatelint.stack.js.flow.Value;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which calls of packages do something sensitive. Judged by the package and the chain of calls. */
final class Effects {
    private static final Pattern DATABASE = Pattern.compile("(.*\\.)?(PrismaClient|drizzle|Kysely|MongoClient|knex|Knex|Sequelize|Pool|Client|createPool|createConnection|createClient|neon|"
        + "postgres|Database|DatabaseSync|sql|createServerClient|createServerComponentClient|createRouteHandlerClient|createServerActionClient|createPagesServerClient|"
        + "getFirestore|firestore|DataSource|connect|client|admin|initializeApp|ConvexHttpClient|getPayload|getPayloadClient|DynamoDBClient|DynamoDBDocumentClient|\\$extends|\\w*[Pp]rismaClient\\w*)\\(\\).*");
    private static final Set<String> SOURCES = Set.of("mongoose", "mongodb", "pg", "mysql", "mysql2", "mysql2/promise", "better-sqlite3",
        "knex", "sequelize", "typeorm", "@prisma/client", "kysely",
        "@vercel/postgres", "postgres", "@neondatabase/serverless", "@planetscale/database", "@libsql/client", "@supabase/supabase-js",
        "@supabase/ssr", "@supabase/auth-helpers-nextjs",
        "firebase-admin", "firebase-admin/firestore", "firebase/firestore", "sqlite3", "node:sqlite", "convex/browser", "convex/nextjs",
        "payload", "drizzle-orm");
    private static final Set<String> CACHES = Set.of("redis", "ioredis", "@upstash/redis", "memcached", "memjs");
    private static final Pattern NAMED = Pattern.compile("(\\*\\.)?(default\\.)?(prisma\\w*|db|database|prismadb|prismaClient|\\w+Prisma|dbClient|client|supabase\\w*|kysely|knex)(\\(\\))?\\..+");
    private static final Pattern WRITES = Pattern.compile("(create|createMany\\w*|update|updateMany\\w*|upsert|delete|deleteMany|insert|insertOne|insertMany|updateOne|deleteOne|replaceOne|"
        + "findOneAnd\\w+|findByIdAnd\\w+|bulkWrite|bulkCreate|insertInto|updateTable|deleteFrom|replaceInto|\\$executeRaw\\w*|save|destroy|remove|set|add|rpc|mutation|setDoc|addDoc|updateDoc|deleteDoc)");
    private static final Pattern MAKES = Pattern.compile("create\\w*|insert|insertOne|insertMany|insertInto|add|addDoc|bulkCreate|save|rpc|mutation");
    private static final Pattern READS = Pattern.compile("(find|findMany|findFirst\\w*|findUnique\\w*|findOne|findAll|findById|findAndCountAll|count|countDocuments|aggregate|groupBy|select|selectDistinct\\w*|selectFrom|"
        + "\\$queryRaw\\w*|distinct|getDocs|getDoc|getAll|list|fetchQuery)");
    private static final Pattern SQL = Pattern.compile("(?is)\\s*(insert|update|delete|replace|truncate|merge|grant|call|with\\b.*\\b(insert|update|delete))\\b.*");
    private static final Pattern MAIL = Pattern.compile("(nodemailer|resend|@sendgrid/mail|postmark|mailgun.*|@mailchimp/.*|twilio|@aws-sdk/client-ses.*|react-email|loops|plunk|@slack/.*|web-push|pusher|node-mailjet)");
    private static final Pattern MODEL = Pattern.compile("(openai|@anthropic-ai/sdk|ai|@google/generative-ai|@google/genai|replicate|cohere-ai|groq-sdk|@mistralai/mistralai|together-ai|@ai-sdk/.*|langchain.*|@langchain/.*|@fal-ai/.*|@huggingface/.*)");
    private static final Pattern FILE_WRITES = Pattern.compile("(write|append|unlink|rm|rename|mkdir|copy|cp|chmod|symlink|truncate|remove|output|move|createWrite).*");
    private static final Pattern FILE_READS = Pattern.compile("read(File|dir|FileSync|dirSync|Json).*|createReadStream");
    private static final Pattern SENDS = Pattern.compile("send\\w*|create|trigger\\w*|postMessage|notify");
    private static final Pattern PAYS = Pattern.compile("create|update|del|cancel|capture|confirm|refund|createCheckout|cancelSubscription");
    private static final Pattern ASKS = Pattern.compile("create|run|(experimental_)?generate\\w*|invoke|stream(Text|Object|UI)?|sendMessage\\w*|subscribe|embed\\w*");
    private static final Pattern STORES = Pattern.compile("send|put|del|copy|upload\\w*|destroy|save|delete");
    private static final Pattern STATEMENTS = Pattern.compile("query|execute|prepare|exec|run|raw|unsafe|\\$queryRawUnsafe|sql|queryObject|batch");
    private static final Pattern RUNS = Pattern.compile("query|execute|sql|raw|unsafe|\\$queryRawUnsafe|batch");
    private static final Pattern TAGS = Pattern.compile("sql|default|neon\\(\\)|postgres\\(\\)");
    private static final Pattern CLIENTS = Pattern.compile("neon\\(\\)|postgres\\(\\)");
    private static final Pattern SETUP = Pattern.compile("(?is)\\s*(create|alter|drop|pragma|begin|commit|rollback|savepoint|vacuum|attach|set)\\b.*");
    private static final Pattern LAST = Pattern.compile("([\\w$]+(\\(\\))?\\.){0,2}[\\w$]+$");

    private static final Pattern READING = Pattern.compile(".*\\b(select\\w*|findMany|findFirst|with)\\(\\)\\..*");
    private static final Pattern WRITING = Pattern.compile(".*\\b(insert\\w*|update\\w*|delete\\w*|replaceInto)\\(\\)\\..*");

    private Effects() {}

    /** Something sensitive, in words. */
    record Found(String what, Kind kind) {}

    /** What a call does. */
    static Optional<Found> of(Value.External called, Value first) {
        String source = called.source().startsWith("node:") ? called.source().substring(5) : called.source();
        String path = called.path();
        String name = called.last();
        if (source.equals("fs") || source.equals("fs/promises") || source.equals("fs-extra")) {
            if (FILE_WRITES.matcher(name).matches()) return found("writes files with `" + name + "`", name.equals("mkdir") ? Kind.ADDS
                : Kind.ALTERS);
            return FILE_READS.matcher(name).matches() && first.holds(Value.REQUEST) ? found("reads files with `" + name + "`", Kind.READS)
                : Optional.empty();
        }
        if (source.equals("child_process") || source.equals("execa")) return found("runs a program with `" + name + "`", Kind.ALTERS);
        if (MAIL.matcher(source).matches()) {
            return SENDS.matcher(name).matches() ? found("sends a message with `" + shown(path) + "`", Kind.ADDS) : Optional.empty();
        }
        if (source.equals("stripe") || source.startsWith("@paddle") || source.startsWith("@lemonsqueezy") || source.startsWith("@polar-sh")
            || source.equals("razorpay")) {
            if (PAYS.matcher(name).matches()) return found("moves money or its plans with `" + shown(path) + "`", name.startsWith("create")
                ? Kind.ADDS : Kind.ALTERS);
            return Optional.empty();
        }
        if (MODEL.matcher(source).matches()) {
            return ASKS.matcher(name).matches()
                ? found("calls a paid model with `" + shown(path) + "`", Kind.ADDS) : Optional.empty();
        }
        if (source.startsWith("@aws-sdk/client-s3") || source.equals("@vercel/blob") || source.equals("cloudinary")
            || source.startsWith("@google-cloud/storage")) {
            if (!STORES.matcher(name).matches()) return Optional.empty();
            // what a client of AWS does is said by the command that it sends
            String command = first.external() == null ? "" : first.external().last().replace("()", "");
            if (name.equals("send") && !command.matches("(Put|Upload|Copy|Create|Complete|Delete|Restore).*")) return Optional.empty();
            boolean alters = name.matches("del|delete|destroy") || command.startsWith("Delete");
            return found("changes stored files with `" + shown(path) + "`", alters ? Kind.ALTERS : Kind.ADDS);
        }
        // what is put into a cache is there already elsewhere
        if (CACHES.contains(source) || path.contains(".auth.")) return Optional.empty();
        boolean database = DATABASE.matcher(path).matches() || SOURCES.contains(source) || source.contains("/")
            && SOURCES.contains(source.substring(0, source.indexOf('/'))) || NAMED.matcher(path).matches();
        if (!database) return Optional.empty();
        // a piece of SQL is run by what it is given to
        if (source.startsWith("drizzle-orm") && path.equals("sql")) return Optional.empty();
        if (STATEMENTS.matcher(name).matches() || TAGS.matcher(path).matches()) {
            Optional<String> text = first.text();
            if (READING.matcher(path).matches()) return found("reads the database with `" + shown(path) + "`", Kind.READS);
            if (WRITING.matcher(path).matches()) {
                return found("writes to the database with `" + shown(path) + "`", path.contains("insert") ? Kind.ADDS : Kind.ALTERS);
            }
            if (text.isEmpty()) {
                boolean runs = RUNS.matcher(name).matches() || CLIENTS.matcher(path).matches();
                return runs ? found("runs SQL with `" + shown(path) + "`", first.truth() != null ? Kind.ALTERS : Kind.READS)
                    : Optional.empty();
            }
            // what sets up the tables is not what a caller does to the data
            if (SETUP.matcher(text.get()).matches()) return Optional.empty();
            boolean writes = SQL.matcher(text.get()).matches();
            boolean adds = writes && text.get().strip().regionMatches(true, 0, "insert", 0, 6);
            return found((writes ? "writes to" : "reads") + " the database with `" + shown(path) + "`", adds ? Kind.ADDS : writes
                ? Kind.ALTERS : Kind.READS);
        }
        if (WRITES.matcher(name).matches()) return found("writes to the database with `" + shown(path) + "`", MAKES.matcher(name).matches()
            ? Kind.ADDS : Kind.ALTERS);
        if (READS.matcher(name).matches()) return found("reads the database with `" + shown(path) + "`", Kind.READS);
        return Optional.empty();
    }

    private static Optional<Found> found(String what, Kind kind) {
        return Optional.of(new Found(what, kind));
    }

    /** The end of a chain of calls, short. */
    private static String shown(String path) {
        Matcher last = LAST.matcher(path.replaceFirst("^(\\*|default)\\.", ""));
        String found = last.find() ? last.group() : path;
        return found.replace("PrismaClient()", "prisma").replace("default().", "");
    }
}
