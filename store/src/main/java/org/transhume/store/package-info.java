/**
 * The ledger on disk: one SQLite file for each destination account, which is also the lock that
 * keeps a second process away from it. SQLite runs on platform threads of its own, because native
 * calls pin the carrier of a virtual thread; callers only wait for handles.
 */
@NullMarked
package org.transhume.store;

import org.jspecify.annotations.NullMarked;
