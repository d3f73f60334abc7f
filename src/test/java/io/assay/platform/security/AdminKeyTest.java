package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** Which admin keys the service starts with. */
class AdminKeyTest {

    private static AdminKey adminKey(String key) {
        return AdminKey.of(new MockEnvironment().withProperty("assay.security.admin-key", key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "0123456789-0123456789-012345678",
                "0123456789 0123456789 0123456789",
                "0123456789-0123456789-0123456789\n",
                "0123456789-0123456789-01234567=89",
                "                                    ",
                "ä123456789-0123456789-0123456789",
            })
    void refusesKeysThatCannotBeSentOrCanBeGuessedAndDoesNotShowThem(String key) {
        assertThatThrownBy(() -> adminKey(key)).isInstanceOfSatisfying(UnusableSecurityException.class, refused -> {
            var analysis = new UnusableSecurityAnalyzer().analyze(refused, refused);
            assertThat(analysis.getDescription() + analysis.getAction())
                    .contains("ASSAY_ADMIN_KEY")
                    .doesNotContain(key);
        });
    }

    @Test
    void knowsItsOwnerByTheWholeKey() {
        AdminKey key = adminKey("0123456789-0123456789-0123456789");

        assertThat(key.isSet()).isTrue();
        assertThat(key.owner("0123456789-0123456789-0123456789")).isPresent();
        assertThat(key.owner("0123456789-0123456789-012345678")).isEmpty();
        assertThat(key.owner("0123456789-0123456789-01234567890")).isEmpty();
    }

    @Test
    void isNoneWhereNoneIsGiven() {
        assertThat(adminKey("").isSet()).isFalse();
        assertThat(adminKey("").owner("")).isEmpty();
    }
}
