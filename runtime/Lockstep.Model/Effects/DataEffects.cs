using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Queries and changes of rows; also what only concerns the session.</summary>
internal static class DataEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case CopyRows copy:
                Text(effects, copy.Sql);
                return true;
            case CallProcedure call:
                effects.Uncertain();
                Text(effects, call.Sql);
                return true;
            case DataStatement data:
                Text(effects, data.Sql);
                return true;
            case TransactionControl or SetSetting or ResetSetting or SetTransaction or SetConstraints or Discard:
                effects.Because(0, "locks no relation");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Statements that mean no operation, such as EXPLAIN and SHOW; false for one that nobody knows.</summary>
    public static bool TryAddText(EffectsBuilder effects, string sql) => SqlParser.Parse(sql).Statements.ToList() is [var statement] && TryAdd(effects, statement, sql);

    private static void Text(EffectsBuilder effects, string sql)
    {
        if (!TryAddText(effects, sql)) effects.Uncertain();
        effects.Because(0, "locks what it names as weakly as a query does; only changes of the schema wait for it");
    }

    private static bool TryAdd(EffectsBuilder effects, SqlStatement statement, string sql)
    {
        switch (statement)
        {
            case CopyStatement copy:
                Copy(effects, copy, sql);
                return true;
            case CallStatement call:
                QueryEffects.AddExpression(effects, call.Call, sql, QueryStage.Executed, new());
                return true;
            case ExplainStatement explain:
                var runs = KeptAsText.Runs(explain);
                return QueryEffects.TryAdd(effects, explain.Statement, sql, runs ? QueryStage.Executed : QueryStage.Planned) || !runs;
            case DeclareCursorStatement cursor:
                return QueryEffects.TryAdd(effects, cursor.Query, sql, QueryStage.Planned);
            case PrepareStatement prepare:
                return QueryEffects.TryAdd(effects, prepare.Statement, sql, QueryStage.Rewritten);
            case ShowStatement or ListenStatement or UnlistenStatement or NotifyStatement or DeallocateStatement or CloseStatement or LoadStatement or AlterSystemStatement:
                effects.Because(0, "locks no relation");
                return true;
            default:
                return QueryEffects.TryAdd(effects, statement, sql, QueryStage.Executed);
        }
    }

    private static void Copy(EffectsBuilder effects, CopyStatement copy, string sql)
    {
        if (copy.Query is { } query) QueryEffects.TryAdd(effects, query, sql, QueryStage.Executed);
        if (copy.Relation is not { } relation) return;
        var name = new QualifiedName(relation.Name.Qualifier, relation.Name.Name);
        var found = effects.Schema.Find(name) ?? effects.TableOrAssumed(name);
        effects.Lock(found, copy.IsFrom ? LockMode.RowExclusive : LockMode.AccessShare);
        if (!copy.IsFrom)
        {
            // COPY reads the table itself: it needs no plan, and so looks at no index.
            effects.Scan(found);
            effects.Because(1, $"reads {found.Name} whole");
        }
        else if (found is Table table)
        {
            var columns = copy.Columns.Count > 0 ? copy.Columns.Select(column => column.Value).ToList() : [.. table.Columns.Select(column => column.Name)];
            new QueryReader(effects, QueryStage.Executed, new()).Added(table, null, columns);
        }
    }
}
