using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>What foreign keys do when rows change: they look for the rows on the other side.</summary>
internal static class ReferentialEffects
{
    /// <summary>New rows refer to rows that must be there.</summary>
    /// <param name="effects">Where to.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows, as far as they are known; null if they are not.</param>
    /// <param name="columns">The columns that are given.</param>
    public static void Added(EffectsBuilder effects, Table table, IReadOnlyList<Dictionary<string, SqlExpression>>? rows, IReadOnlyCollection<string> columns)
    {
        foreach (var (key, target) in KeysOf(effects, table))
        {
            // A key that is put off is checked when the transaction ends.
            if (key.InitiallyDeferred || key.Columns.Any(column => !columns.Contains(column) && table.Column(column)?.Default is null)) continue;
            var checkedRows = rows?.Where(row => !key.Columns.Any(column => row.TryGetValue(column, out var value) && Restrictions.IsNullConstant(value))).ToList();
            if (checkedRows is { Count: 0 }) continue;
            LookUp(effects, key, target, checkedRows);
        }
    }

    /// <summary>Columns get other values.</summary>
    /// <param name="effects">Where to.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="emptied">Those of them that become null.</param>
    /// <param name="done">The tables whose turn it was.</param>
    public static void Changed(EffectsBuilder effects, Table table, ICollection<string> columns, ICollection<string> emptied, HashSet<ObjectName> done)
    {
        foreach (var (key, target) in KeysOf(effects, table))
        {
            if (!key.InitiallyDeferred && key.Columns.Any(columns.Contains) && !key.Columns.Any(emptied.Contains)) LookUp(effects, key, target, null);
        }

        if (!done.Add(table.Name)) return;
        foreach (var (other, key) in KeysTo(effects, table))
        {
            if (key.Target.Columns.Any(columns.Contains)) Follow(effects, other, key, key.Target.OnUpdate, isDelete: false, done);
        }
    }

    /// <summary>Rows go.</summary>
    /// <param name="effects">Where to.</param>
    /// <param name="table">The table.</param>
    /// <param name="done">The tables whose turn it was.</param>
    public static void Removed(EffectsBuilder effects, Table table, HashSet<ObjectName> done)
    {
        if (!done.Add(table.Name)) return;
        foreach (var (other, key) in KeysTo(effects, table)) Follow(effects, other, key, key.Target.OnDelete, isDelete: true, done);
    }

    /// <summary>The referenced row is found by its unique index, and locked.</summary>
    private static void LookUp(EffectsBuilder effects, ForeignKeyConstraint key, Table target, IReadOnlyList<Dictionary<string, SqlExpression>>? rows)
    {
        if (target.PartitionBy is null)
        {
            PlannedReads.One(effects, target, LockMode.RowShare, isWithParts: false);
            return;
        }

        foreach (var row in rows ?? [[]])
        {
            var wanted = key.Columns.Zip(key.Target.Columns, (own, other) => (own, other)).Where(pair => row.ContainsKey(pair.own)).ToDictionary(pair => pair.other, pair => row[pair.own]);
            var restrictions = Restrictions.OfRow(wanted, target.Columns.Where(column => wanted.ContainsKey(column.Name)));
            if (restrictions.Count == 0) effects.Uncertain();
            foreach (var part in PartitionPruning.Left(effects.Walk, target, restrictions)) PlannedReads.One(effects, part, LockMode.RowShare, isWithParts: true);
        }
    }

    /// <summary>Rows that refer to changed ones are looked for; with an action they change too.</summary>
    private static void Follow(EffectsBuilder effects, Table other, ForeignKeyConstraint key, ReferentialAction action, bool isDelete, HashSet<ObjectName> done)
    {
        var mode = action is ReferentialAction.NoAction or ReferentialAction.Restrict ? LockMode.RowShare : LockMode.RowExclusive;
        foreach (var part in other.PartitionBy is null ? [other] : effects.Walk.WithDescendants(other))
        {
            PlannedReads.One(effects, part, mode, isWithParts: true);
            if (!SchemaWalk.HasFile(part) || effects.Walk.IndexesOf(part.Name).Any(index => Finds(index, key))) continue;
            effects.Scan(part);
            effects.Because(1, $"reads {part.Name} whole for each such row: no index begins with {string.Join(", ", key.Columns)}, which refers to it");
        }

        switch (action)
        {
            case ReferentialAction.Cascade when isDelete:
                Removed(effects, other, done);
                break;
            case ReferentialAction.Cascade or ReferentialAction.SetNull or ReferentialAction.SetDefault:
                Changed(effects, other, [.. key.Columns], action == ReferentialAction.SetNull ? [.. key.Columns] : [], done);
                break;
        }
    }

    private static bool Finds(TableIndex index, ForeignKeyConstraint key) =>
        index.Method is "btree" or "hash" && index.Elements.Count > 0 && IndexKey.Of(index.Elements[0])?.Column is { } first && key.Columns.Contains(first) &&
        (index.Where is null || key.Columns.Any(column => SqlShape.Of(index.Where) == SqlShape.Of(Sql.SqlIdentifier.Quote(column) + " is not null")));

    /// <summary>Actions are never put off, only the plain check is.</summary>
    private static bool IsPutOff(ForeignKeyConstraint key) => key is { InitiallyDeferred: true, Target: { OnDelete: ReferentialAction.NoAction, OnUpdate: ReferentialAction.NoAction } };

    /// <summary>The foreign keys of the table and of those that inherit from it, each once: partitions have those of the whole too.</summary>
    private static IEnumerable<(ForeignKeyConstraint Key, Table Target)> KeysOf(EffectsBuilder effects, Table table) =>
        from part in effects.Walk.WithDescendants(table).ToList()
        from pair in effects.Walk.KeysOf(part).ToList()
        where (part.Name == table.Name || !pair.Constraint.Inherited) && !pair.Key.NotEnforced
        select (pair.Key, pair.Target ?? effects.TableOrAssumed(pair.Key.Target.Table));

    /// <summary>The foreign keys to the table, to those that inherit from it, and to what it is a partition of.</summary>
    private static List<(Table Table, ForeignKeyConstraint Key)> KeysTo(EffectsBuilder effects, Table table)
    {
        var targets = effects.Walk.WithDescendants(table).Select(part => part.Name).ToList();
        targets.AddRange(effects.Walk.WholesOf(table).Select(whole => whole.Name));
        return
        [
            .. from target in targets
               from pair in effects.Walk.KeysTo(target)
               where !pair.Constraint.Inherited && !pair.Key.NotEnforced && !IsPutOff(pair.Key)
               select (pair.Table, pair.Key),
        ];
    }
}
