package io.assay.model.protocol;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What the protocol's tensors hold. */
enum Datatype {
    BOOL(Kind.TRUTH),
    UINT8(BigInteger.ZERO, 8),
    UINT16(BigInteger.ZERO, 16),
    UINT32(BigInteger.ZERO, 32),
    UINT64(BigInteger.ZERO, 64),
    INT8(BigInteger.ONE.shiftLeft(7).negate(), 8),
    INT16(BigInteger.ONE.shiftLeft(15).negate(), 16),
    INT32(BigInteger.ONE.shiftLeft(31).negate(), 32),
    INT64(BigInteger.ONE.shiftLeft(63).negate(), 64),
    FP16(Kind.NUMBER),
    FP32(Kind.NUMBER),
    FP64(Kind.NUMBER),
    BYTES(Kind.TEXT);

    /** What its elements are in JSON. */
    enum Kind {
        NUMBER("numbers"),
        TEXT("text"),
        TRUTH("truth values");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        String plural() {
            return plural;
        }
    }

    /** Of larger ones a double may be that of another number. */
    private static final double EXACT = 0x1p53 - 1;

    private final Kind kind;

    /** Of whole numbers. */
    private final double least;

    private final double most;

    Datatype(Kind kind) {
        this.kind = kind;
        this.least = Double.NaN;
        this.most = Double.NaN;
    }

    Datatype(BigInteger least, int bits) {
        this.kind = Kind.NUMBER;
        this.least = Math.max(least.doubleValue(), -EXACT);
        this.most = Math.min(
                least.add(BigInteger.ONE.shiftLeft(bits))
                        .subtract(BigInteger.ONE)
                        .doubleValue(),
                EXACT);
    }

    static @Nullable Datatype of(String name) {
        for (Datatype datatype : values()) {
            if (datatype.name().equals(name)) {
                return datatype;
            }
        }
        return null;
    }

    Kind kind() {
        return kind;
    }

    boolean isWhole() {
        return !Double.isNaN(least);
    }

    /**
     * The number that a tensor of this type holds where its JSON says this one: of narrower floating-point types the
     * nearest that they have.
     *
     * @return NaN where the type has none
     */
    double held(double number) {
        double held = switch (this) {
            case FP16 -> Float.float16ToFloat(Float.floatToFloat16((float) number));
            case FP32 -> (float) number;
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP64, BYTES -> number;
        };
        boolean has =
                isWhole() ? number == Math.rint(number) && least <= number && number <= most : Double.isFinite(held);
        return has ? held : Double.NaN;
    }

    /** What a number of this type must be, as a phrase that follows its place. */
    String rule() {
        if (isWhole()) {
            return "must be a whole number from %.0f to %.0f".formatted(least, most)
                    + (Math.max(-least, most) == EXACT
                            ? ", since beyond that doubles skip whole numbers; send identifiers as BYTES"
                            : "");
        }
        return "must be a number that " + name() + " holds";
    }
}
