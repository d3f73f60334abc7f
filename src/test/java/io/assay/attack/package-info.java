/**
 * What callers without good intentions send, over plain sockets or a client: each test shows what is answered and that
 * the service answers a normal call afterwards.
 */
@NullMarked
package io.assay.attack;

import org.jspecify.annotations.NullMarked;
