using Lockstep.Model.Operations;

namespace Lockstep.Model.Sql;

/// <summary>Tells how a statement may be run from its words.</summary>
internal static class StatementKinds
{
    /// <summary>The kind of the statement that the cursor stands before.</summary>
    /// <remarks>
    /// The statements that PostgreSQL refuses in a transaction block are those that call <c>PreventInTransactionBlock</c> in its
    /// <c>tcop/utility.c</c> and the commands under it.
    /// </remarks>
    public static StatementKind Of(SqlCursor cursor)
    {
        if (cursor.AtEnd) return StatementKind.Ordinary;
        var verb = SqlIdentifier.Value(cursor.Take(), cursor.Source);
        return verb switch
        {
            "begin" => StatementKind.Begin,
            "start" when cursor.At("transaction") => StatementKind.Begin,
            "commit" or "rollback" when EndsPrepared(cursor) => StatementKind.OutsideTransaction,
            "rollback" when RollsBackToSavepoint(cursor) => StatementKind.Ordinary,
            "commit" or "end" or "rollback" or "abort" => StatementKind.EndTransaction,
            "prepare" when cursor.At("transaction") => StatementKind.EndTransaction,
            "do" => StatementKind.Block,
            "copy" => CopiesFromStdin(cursor) ? StatementKind.CopyFromStdin : StatementKind.Ordinary,
            "vacuum" => StatementKind.OutsideTransaction,
            "discard" when cursor.At("all") => StatementKind.OutsideTransaction,
            "create" or "drop" or "alter" or "reindex" or "cluster" when NeedsNoTransaction(verb, cursor) =>
                StatementKind.OutsideTransaction,
            _ => StatementKind.Ordinary,
        };
    }

    private static bool EndsPrepared(SqlCursor cursor) => cursor.At("prepared");

    private static bool RollsBackToSavepoint(SqlCursor cursor)
    {
        _ = cursor.Take("work") || cursor.Take("transaction");
        return cursor.At("to");
    }

    private static bool CopiesFromStdin(SqlCursor cursor)
    {
        while (!cursor.AtEnd)
        {
            if (cursor.Take("from")) return cursor.At("stdin");
            if (!SkipParentheses(ref cursor)) cursor.Take();
        }

        return false;
    }

    private static bool NeedsNoTransaction(string verb, SqlCursor cursor)
    {
        switch (verb)
        {
            case "create":
                cursor.Take("unique");
                if (cursor.Take("index")) return cursor.At("concurrently");
                return cursor.At("database") || cursor.At("tablespace") || (cursor.Take("subscription") && CreatesSlot(cursor));
            case "drop":
                if (cursor.Take("index")) return cursor.At("concurrently");
                return cursor.At("database") || cursor.At("tablespace") || cursor.At("subscription");
            case "alter":
                if (cursor.At("system")) return true;
                if (cursor.Take("database")) return Has(cursor, "tablespace");
                return cursor.Take("table") && Detaches(cursor);
            case "reindex":
                // Also "REINDEX (CONCURRENTLY) INDEX i" and, since it loops over transactions of its own, any whole schema or database.
                return Has(cursor, "concurrently") || Reindexes(cursor);
            default:
                // CLUSTER without a table goes through all tables in transactions of its own.
                SkipParentheses(ref cursor);
                cursor.Take("verbose");
                return cursor.AtEnd;
        }
    }

    private static bool CreatesSlot(SqlCursor cursor)
    {
        var words = cursor.TakeRest().ToLowerInvariant().Replace(" ", "");
        return !(words.Contains("connect=false") || words.Contains("create_slot=false"));
    }

    private static bool Reindexes(SqlCursor cursor)
    {
        SkipParentheses(ref cursor);
        return cursor.At("schema") || cursor.At("database") || cursor.At("system");
    }

    private static bool Detaches(SqlCursor cursor)
    {
        cursor.TakeIfExists();
        cursor.Take("only");
        if (cursor.TakeQualifiedName() is null || !cursor.Take("detach", "partition")) return false;
        return cursor.TakeQualifiedName() is not null && cursor.At("concurrently");
    }

    private static bool Has(SqlCursor cursor, string word)
    {
        while (!cursor.AtEnd)
        {
            if (cursor.Take().Is(cursor.Source, word)) return true;
        }

        return false;
    }

    private static bool SkipParentheses(ref SqlCursor cursor)
    {
        return cursor.TakeList() is not null;
    }
}
