package io.sparkbot.bench;

/** The statements that write a long history: one message a second until yesterday, identifiers as RFC 9562 version 7. */
final class HistorySql {

    /** Parameters: count, room. */
    static final String FILL =
            """
            with numbered as (
              select n, now() - interval '1 day' - (1 + t.total - n) * interval '1 second' as at
              from (select ?::int as total) t, generate_series(1, t.total) n
            )
            insert into rooms.message (room_id, id, sender_id, content, created_at)
            select ?::uuid,
              (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0')
                || '8' || substr(md5(n::text), 1, 15))::uuid,
              (select created_by from rooms.room limit 1),
              'message ' || n || ' of a long history' || case when n % 100000 = 7 then ' with a zeppelin in it' else '' end,
              at
            from numbered
            """;

    /** Parameters: count, room. */
    static final String COUNT = "update rooms.room set message_count = message_count + ? where id = ?::uuid";

    private HistorySql() {}
}
