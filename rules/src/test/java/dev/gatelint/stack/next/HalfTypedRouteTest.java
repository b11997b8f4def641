package dev.gatelint.stack.next;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.Gatelint;
import dev.gatelint.Options;
import dev.gatelint.report.Report;
import dev.gatelint.source.MemoryWorkspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A build that an IDE starts while someone types: the handlers around the one that is being written are seen as ever. */
class HalfTypedRouteTest {
    private static final String BEFORE = """
        import { getServerSession } from "next-auth"
        import { authOptions } from "../../../lib/auth"

        export async function GET() {
          const session = await getServerSession(authOptions)
          if (!session) return new Response(null, { status: 401 })
          return Response.json(await db.orders.findMany())
        }

        """;
    private static final String AFTER = """


        export async function DELETE(request: Request) {
          const session = await getServerSession(authOptions)
          if (!session) return new Response(null, { status: 401 })
          await db.orders.delete(await request.json())
          return new Response()
        }

        export const PATCH = async () => Response.json({})
        """;

    @ParameterizedTest
    @ValueSource(strings = {
        """
        export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
          const session = await getServerSession(authOptions)
          if (!session?.user || /admin}/.test(session.user.name)) {
            return NextResponse.json({ error: `no ${"access"} for ${session?.user?.name ?? 'you'}` }, { status: 401 })
          }
          const { items = [], ...rest } = (await request.json()) as Body<Item[]>
          for (const item of items) await db.orders.create({ data: { ...item, total: item.price * 2 } })
          switch (rest.kind) { case "a": break; default: throw new Error("kind") }
          return NextResponse.json({ ok: true })
        }""",
        """
        export const POST = withAuth<Params>(async (request, { params }: Context) => {
          try { await save(await request.json(), [1, 2].map((a) => a < 2 ? { a } : [a])) } catch (e) { return fail(e) }
          return new Response(<Page title="it's" {...{}}>{1 > 0 && "don't"}</Page>)
        })"""})
    void theOtherHandlersStand(String typed) throws IOException {
        for (int length = 0; length <= typed.length(); length++) {
            Report report = Gatelint.run(Options.of(new MemoryWorkspace(Map.of(
                "package.json", "{\"dependencies\": {\"next\": \"15.5.29\", \"next-auth\": \"4.24.15\"}}",
                "lib/auth.ts", "export const authOptions = { providers: [], secret: process.env.NEXTAUTH_SECRET }",
                "app/api/orders/route.tsx", BEFORE + typed.substring(0, length) + AFTER))));
            List<String> doors = report.endpoints().stream().filter(door -> !door.methods().contains("POST"))
                .map(door -> door.methods() + " " + door.access()).toList();
            assertThat(doors).as(typed.substring(0, length)).containsExactlyInAnyOrder("[GET] AUTHENTICATED", "[DELETE] AUTHENTICATED",
                "[PATCH] PUBLIC");
        }
    }
}
