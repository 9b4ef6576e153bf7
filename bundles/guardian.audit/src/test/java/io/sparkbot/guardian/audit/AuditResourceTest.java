package io.sparkbot.guardian.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.sparkbot.api.audit.Audit.AuditEntry;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may read what of the log. */
@Tag("A19")
@Tag("W-13")
class AuditResourceTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("guardian.audit");

    private static final Person MEMBER = person("member");
    private static final Person OPERATOR = person("operator");
    private static final Person STRANGER = person("stranger");

    private final UUID room = UUID.randomUUID();
    private final EntryStore store = new EntryStore(DATABASE.of("guardian.audit"));
    private final ChainedAudit audit = new ChainedAudit(store, new ValueRedactor(), Clock.systemUTC());
    private final Set<UUID> members = new HashSet<>(Set.of(MEMBER.id(), OPERATOR.id()));
    private final ChainStore chain = new ChainStore(DATABASE.of("guardian.audit"));
    private final ChainWatch watch =
            new ChainWatch(new ChainProof(chain, new Seals(chain, new TestKey()), Optional.empty(), audit, Clock.systemUTC()), Clock.systemUTC());
    private final AuditResource resource = new AuditResource(DATABASE.of("guardian.audit"), rooms(), people(), watch);

    private static Person person(String name) {
        return new Person(UUID.randomUUID(), name, name, PersonType.HUMAN, AccountRole.MEMBER, true);
    }

    private Rooms rooms() {
        return (Rooms) Proxy.newProxyInstance(Rooms.class.getClassLoader(), new Class<?>[] {Rooms.class}, (proxy, method, given) -> {
            if (!method.getName().equals("require") || !given[0].equals(room) || !members.contains(((Person) given[1]).id())) {
                throw Problem.forbidden("not_member", "not yours");
            }
            return null;
        });
    }

    private static People people() {
        return (People) Proxy.newProxyInstance(
                People.class.getClassLoader(), new Class<?>[] {People.class}, (proxy, method, given) -> given[0].equals(OPERATOR));
    }

    @AfterEach
    void stop() throws Exception {
        watch.stop();
        audit.stop();
    }

    private UUID entry(Optional<UUID> where) {
        return audit.append(new AuditEntry(
                Optional.of(MEMBER.id()), where, "a_tool", Map.of("password", "hunter2", "path", "a.txt"), "token=hunter2 done", Optional.empty(),
                Optional.empty(), Optional.empty()));
    }

    private static String code(Runnable refused) {
        return assertThrows(Problem.class, refused::run).code();
    }

    @Test
    void entries_without_a_room_are_for_operators_and_those_of_a_room_for_its_members() {
        UUID nowhere = entry(Optional.empty());
        UUID inRoom = entry(Optional.of(room));
        assertEquals("not_operator", code(() -> resource.one(nowhere, MEMBER)));
        assertEquals(nowhere, resource.one(nowhere, OPERATOR).id());
        assertEquals(inRoom, resource.one(inRoom, MEMBER).id());
        assertEquals("not_member", code(() -> resource.one(inRoom, STRANGER)));
        assertEquals("not_member", code(() -> resource.list(room.toString(), null, null, null, STRANGER)));
        members.remove(OPERATOR.id());
        assertEquals("not_member", code(() -> resource.one(inRoom, OPERATOR)));
    }

    @Test
    void a_list_is_of_one_room_and_says_no_secrets() {
        assertEquals("room_required", code(() -> resource.list(null, null, null, null, OPERATOR)));
        entry(Optional.empty());
        UUID inRoom = entry(Optional.of(room));
        AuditResource.Page page = resource.list(room.toString(), null, null, null, MEMBER);
        assertEquals(1, page.total());
        assertEquals(inRoom, page.items().getFirst().id());
        assertEquals("a.txt", page.items().getFirst().toolInput().get("path").asText());
        assertFalse(page.toString().contains("hunter2"), page::toString);
    }

    @Test
    void the_chain_is_for_operators() {
        entry(Optional.of(room));
        assertEquals("not_operator", code(() -> resource.chain(MEMBER)));
        AuditResource.Chain chain = resource.chain(OPERATOR);
        assertTrue(chain.intact());
        assertEquals(Optional.empty(), chain.firstBroken());
    }
}
