package io.assay.platform.http;

import io.assay.platform.json.BodyLimit;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Says what it was asked beside a body. Part of the tests only. */
@Hidden
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/api/test")
class HeadController {

    static final long VERSION = 3;

    enum State {
        DRAFT,
        SHUT_DOWN
    }

    record Items(
            String caller,
            int limit,
            @Nullable List<String> keys,
            @Nullable State state,
            @Nullable List<String> tags) {}

    record Patched(String caller, ObjectNode patch) {}

    @BodyLimit(megabytes = 8)
    record Bundle(@NotNull String content) {}

    @GetMapping("/items")
    Items items(
            Caller caller,
            Page page,
            @RequestParam @Nullable State state,
            @RequestParam(name = "tag") @Nullable List<String> tags) {
        Cursor cursor = page.cursor();
        return new Items(caller.name(), page.limit(), cursor == null ? null : cursor.keys(), state, tags);
    }

    @GetMapping("/numbers")
    long numbers(Page page, @RequestParam int base) {
        Cursor cursor = page.cursor();
        return base + (cursor == null ? 0 : cursor.read(keys -> Long.valueOf(keys.getFirst())));
    }

    @PatchMapping("/item")
    ResponseEntity<Patched> patch(@RequestBody ObjectNode patch, IfMatch ifMatch, Caller caller) {
        ifMatch.check(VERSION);
        return ResponseEntity.ok().eTag(IfMatch.etag(VERSION + 1)).body(new Patched(caller.name(), patch));
    }

    @PostMapping("/bundle")
    int bundle(@RequestBody Bundle bundle) {
        return bundle.content().length();
    }
}
