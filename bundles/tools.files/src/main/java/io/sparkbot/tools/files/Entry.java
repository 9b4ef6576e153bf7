package io.sparkbot.tools.files;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file or folder in a listing. */
record Entry(RoomPath path, boolean isFolder, long bytes, Instant modified) {

    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", path.isRoot() ? "." : path.name());
        data.put("path", path.toString());
        data.put("is_dir", isFolder);
        data.put("size_bytes", bytes);
        data.put("modified_at", modified.truncatedTo(ChronoUnit.SECONDS).toString());
        return data;
    }
}
