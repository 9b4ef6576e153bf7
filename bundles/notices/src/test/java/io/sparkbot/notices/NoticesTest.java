package io.sparkbot.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.web.Problem;
import io.sparkbot.notices.NoticesResource.Keys;
import io.sparkbot.notices.NoticesResource.NewSubscription;
import io.sparkbot.testdb.TestDatabase;
import io.sparkbot.testkit.PushService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NoticesTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("notices");

    private Office office;
    private PushService phone;

    @BeforeEach
    void open() throws Exception {
        DATABASE.clear();
        office = new Office(DATABASE.of("notices"));
        phone = PushService.start();
    }

    @AfterEach
    void close() {
        office.close();
        phone.close();
    }

    @Test
    void a_long_answer_that_nobody_saw_is_told_without_a_word_of_it() throws Exception {
        office.subscribe(phone);
        office.unread = 1;
        office.answered(40);
        office.awaitQuiet();
        PushService.Received notice = phone.received().getFirst();
        assertEquals("{\"kind\":\"answer\",\"room_id\":\"" + office.room + "\",\"language\":\"de\"}", notice.words().toString());
        assertEquals("mailto:admin@example.com", notice.claims().get("sub").asText());
        assertEquals("normal", notice.headers().get("urgency"));
        assertTrue(notice.headers().getOrDefault("topic", "x".repeat(33)).length() <= 32);
        assertEquals(office.resource.get(office.session.person()).publicKey(), notice.serverKey(), "browsers take notices of the key they subscribed to only");
        assertTrue(office.resource.get(office.session.person()).devices().getFirst().toldAt().isPresent());
        assertEquals(java.util.List.of(), phone.faults());
    }

    @Test
    void a_short_answer_one_that_was_seen_and_one_that_was_stopped_are_no_news() throws Exception {
        office.subscribe(phone);
        office.unread = 1;
        office.answered(2);
        office.watch.on(new RoomEvent.TurnChanged(office.room, Office.turnBegun(60), "stopped", UUID.randomUUID()));
        office.watch.on(new RoomEvent.TurnChanged(office.room, Office.turnBegun(60), "running", UUID.randomUUID()));
        office.unread = 0;
        office.answered(60);
        office.awaitQuiet();
        assertEquals(0, phone.received().size());
    }

    @Test
    void a_waiting_approval_is_told_at_once_for_as_long_as_it_waits_unless_it_was_decided() throws Exception {
        office.subscribe(phone);
        office.approvalState = Approval.State.DENIED;
        office.asked();
        office.awaitQuiet();
        assertEquals(0, phone.received().size());

        office.approvalState = Approval.State.PENDING;
        office.asked();
        office.awaitQuiet();
        PushService.Received notice = phone.received().getFirst();
        assertEquals("approval", notice.words().get("kind").asText());
        assertEquals("high", notice.headers().get("urgency"));
        assertTrue(Integer.parseInt(notice.headers().getOrDefault("ttl", "9999")) <= 600);
    }

    @Test
    void who_left_the_room_and_who_wants_nothing_hears_nothing() throws Exception {
        office.unread = 1;
        office.answered(60);
        office.awaitQuiet();
        office.subscribe(phone);
        office.member = false;
        office.answered(60);
        office.awaitQuiet();
        assertEquals(0, phone.received().size());
    }

    @Test
    void who_wants_no_notices_keeps_the_devices_and_hears_nothing() throws Exception {
        office.unread = 1;
        office.subscribe(phone);
        office.wantsNotices = false;
        office.answered(60);
        office.asked();
        office.awaitQuiet();
        assertEquals(0, phone.received().size());
        office.wantsNotices = true;
        office.answered(60);
        office.awaitQuiet();
        assertEquals(1, phone.received().size());
    }

    @Test
    void the_room_is_named_where_the_settings_say_so() throws Exception {
        office.subscribe(phone);
        office.roomNames(true);
        office.unread = 1;
        office.answered(60);
        office.awaitQuiet();
        assertEquals("Offsite", phone.received().getFirst().words().get("room").asText());
    }

    @Test
    void a_device_that_its_push_service_knows_no_more_is_forgotten_and_trouble_at_one_is_no_matter_of_another() throws Exception {
        try (PushService laptop = PushService.start(); PushService tablet = PushService.start()) {
            office.subscribe(phone);
            office.subscribe(laptop);
            office.subscribe(tablet);
            phone.answer(410);
            laptop.answer(500);
            office.unread = 1;
            office.answered(60);
            office.awaitQuiet();
            assertEquals(1, tablet.received().size());
            assertEquals(2, office.resource.get(office.session.person()).devices().size());

            laptop.close();
            office.answered(60);
            office.awaitQuiet();
            assertEquals(2, tablet.received().size());
            assertEquals(1, phone.received().size());
        }
    }

    @Test
    void a_device_belongs_to_the_session_it_was_given_in_and_to_whoever_asked_last() {
        office.subscribe(phone);
        office.subscribe(phone);
        assertEquals(1, office.resource.get(office.session.person()).devices().size());

        office.resource.add(Office.body(phone), office.stranger.person(), office.caller(office.stranger));
        assertEquals(0, office.resource.get(office.session.person()).devices().size());
        UUID device = office.resource.get(office.stranger.person()).devices().getFirst().id();
        assertEquals("not_found", assertThrows(Problem.class, () -> office.resource.remove(device, office.session.person())).code());

        office.watch.ended(office.session.id(), office.session.person().id());
        assertEquals(1, office.resource.get(office.stranger.person()).devices().size());
        office.watch.ended(office.stranger.id(), office.stranger.person().id());
        assertEquals(0, office.resource.get(office.stranger.person()).devices().size());
    }

    @Test
    void one_person_has_twenty_devices_at_most_and_the_oldest_goes() {
        for (int i = 0; i < 23; i++) {
            office.resource.add(new NewSubscription("https://push.example/" + i, Office.body(phone).keys()), office.session.person(), office.caller(office.session));
        }
        assertEquals(20, office.resource.get(office.session.person()).devices().size());
    }

    @Test
    void what_is_no_subscription_is_refused_by_name() {
        Keys good = Office.body(phone).keys();
        Map<String, NewSubscription> bad = new HashMap<>();
        for (String address : new String[] {"http://push.example/x", "https://me@push.example/x", "ftp://push.example", "push", "https:", "https://push.example/" + "x".repeat(2048), "not an address"}) {
            bad.put("endpoint " + address, new NewSubscription(address, good));
        }
        bad.put("p256dh", new NewSubscription("https://push.example/x", new Keys("AAAA", good.auth())));
        bad.put("p256dh off the curve", new NewSubscription("https://push.example/x", new Keys("B" + "A".repeat(86), good.auth())));
        bad.put("auth", new NewSubscription("https://push.example/x", new Keys(good.p256dh(), "!")));
        bad.forEach((what, given) -> {
            Problem refused = assertThrows(Problem.class, () -> office.resource.add(given, office.session.person(), office.caller(office.session)), what);
            assertEquals("invalid", refused.code(), what);
        });
        assertTrue(office.resource.get(office.session.person()).devices().isEmpty());
    }

    @Test
    void the_key_is_made_once_and_kept_sealed() {
        String key = office.resource.get(office.session.person()).publicKey();
        try (Office again = new Office(DATABASE.of("notices"))) {
            assertEquals(key, again.resource.get(again.session.person()).publicKey());
        }
        byte[] sealed = office.store.serverKey(() -> {
            throw new AssertionError("there is one already");
        }).sealed();
        assertFalse(office.sealer.plain.isEmpty());
        office.sealer.plain.forEach(plain -> assertFalse(java.util.Arrays.equals(sealed, plain)));
    }

    @Test
    void a_key_of_another_installation_makes_place_for_a_new_one_and_old_devices_ask_again() {
        office.subscribe(phone);
        String before = office.resource.get(office.session.person()).publicKey();
        try (Office moved = new Office(DATABASE.of("notices"))) {
            moved.sealer.refuse = true;
            String after = moved.resource.get(moved.session.person()).publicKey();
            assertNotEquals(before, after);
            assertTrue(moved.store.of(office.session.person().id()).isEmpty());
        }
    }
}
