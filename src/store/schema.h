/* schema.h - the tables of a store and their versions. */
#ifndef SK_STORE_SCHEMA_H
#define SK_STORE_SCHEMA_H

#include "store/db.h"

/* Whether the store has the tables that this program knows. */
int sk_schema_check(sk_db *db, sk_err *err);
/* Makes the tables or brings them up to date, in one transaction. */
int sk_schema_update(sk_db *db, sk_err *err);

#endif
