package io.assay.platform.database;

/** A bean where no other process works with the database, since this one holds its folder. */
public final class SoleUse {

    SoleUse() {}
}
