using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <content>INSERT, UPDATE, DELETE, MERGE.</content>
internal sealed partial class QueryReader
{
    /// <summary>A statement that reads or changes rows; false if it is none.</summary>
    public bool Change(SqlStatement statement, string text)
    {
        var known = _commonTables.Count;
        switch (statement)
        {
            case SelectStatement query:
                Select(query, text, null, outerIsFixed: false, LockMode.AccessShare);
                break;
            case InsertStatement insert:
                CommonTables(insert.With, text, null);
                Insert(insert, text);
                break;
            case UpdateStatement update:
                CommonTables(update.With, text, null);
                Update(update, text);
                break;
            case DeleteStatement delete:
                CommonTables(delete.With, text, null);
                Delete(delete, text);
                break;
            case MergeStatement merge:
                CommonTables(merge.With, text, null);
                Merge(merge, text);
                break;
            default:
                return false;
        }

        _commonTables.RemoveRange(known, _commonTables.Count - known);
        return true;
    }

    private void Insert(InsertStatement insert, string text)
    {
        var (scope, level) = (new QueryScope(null, outerIsFixed: false), new QueryLevel());
        if (insert.Source is { } source) Select(source, text, null, outerIsFixed: false, LockMode.AccessShare);
        var target = Target(insert.Relation, "INSERT", scope, level, reads: false);
        Values(insert.Returning.Select(item => item.Value), text, scope);
        if (target is null) return;
        var columns = insert.Columns.Count > 0 ? insert.Columns.Select(column => column.Column.Value).ToList() : [.. target.Columns.Select(column => column.Name)];
        var rows = RowsOf(insert.Source, columns);
        if (insert.Source?.Body is ValuesBody { Rows: [var first, ..] } && insert.Columns.Count == 0) columns = [.. columns.Take(first.Items.Count)];
        if (insert.Source is null) columns = [];
        if (insert.OnConflict is { } conflict) OnConflict(conflict, target, text, scope);
        Added(target, rows, columns);
        if (stage == QueryStage.Executed && insert.OnConflict is { Assignments: { Count: > 0 } assignments }) Changed(target, assignments);
    }

    /// <summary>Which index finds the conflict is looked up among all.</summary>
    private void OnConflict(OnConflictClause conflict, Table target, string text, QueryScope scope)
    {
        if (stage >= QueryStage.Planned && conflict.Columns.Count > 0) PlannedReads.One(effects, target, LockMode.RowExclusive, isWithParts: false);
        if (stage >= QueryStage.Planned && conflict.Constraint is { Value: var name })
        {
            // They are looked through in the order in which they were made, up to the one that is meant; a primary key is mostly the first.
            var primary = target.Constraints.FirstOrDefault(constraint => constraint.Definition is PrimaryKeyConstraint)?.Name;
            effects.Lock(effects.Walk.IndexesOf(target.Name).Where(index => index.Constraint is { } constraint && (constraint == name || constraint == primary)), LockMode.RowExclusive);
            effects.Uncertain();
        }

        Values([.. conflict.Assignments.Select(assignment => assignment.Value), conflict.Where], text, scope);
    }

    /// <summary>The rows that VALUES gives, by columns; null if the rows come from elsewhere.</summary>
    private static List<Dictionary<string, SqlExpression>>? RowsOf(SelectStatement? source, List<string> columns)
    {
        if (source is null) return [[]];
        if (source is not { Body: ValuesBody values, Limit: null }) return null;
        return [.. values.Rows.Select(row => row.Items.Take(columns.Count).Select((item, at) => (item, at)).ToDictionary(pair => columns[pair.at], pair => pair.item))];
    }

    /// <summary>What comes with new rows: defaults, partitions, triggers, foreign keys.</summary>
    /// <param name="target">The table.</param>
    /// <param name="rows">The rows, as far as they are known; null if they are not.</param>
    /// <param name="columns">The columns that are given.</param>
    public void Added(Table target, IReadOnlyList<Dictionary<string, SqlExpression>>? rows, IReadOnlyCollection<string> columns)
    {
        if (stage != QueryStage.Executed) return;
        foreach (var column in target.Columns.Where(column => !columns.Contains(column.Name) || rows?.Any(row => row.TryGetValue(column.Name, out var value) && value is DefaultExpression) == true))
        {
            if (column.Default is { } text) Values([SqlParser.ParseExpression(text)], text, new(null, outerIsFixed: false));
            effects.Lock(IdentityOf(target, column.Name), LockMode.RowExclusive);
        }

        // A row that is written to a partition itself has to be within the bounds, which are found above.
        effects.Lock(effects.Walk.WholesOf(target), LockMode.AccessShare);
        Route(target, rows);
        code.Fire(effects, target, "INSERT", null);
        ReferentialEffects.Added(effects, target, rows, columns);
    }

    /// <summary>The sequence of an identity column. Since PostgreSQL 17 partitions draw from that of the whole; before, they had none.</summary>
    private IEnumerable<Sequence> IdentityOf(Table table, string column)
    {
        if (effects.Version >= 17) table = effects.Walk.WholesOf(table).LastOrDefault() ?? table;
        return table.Column(column) is { Identity: not Identity.None } ? effects.Walk.SequencesOf(table.Name).Where(sequence => sequence.OwnerColumn == column) : [];
    }

    private void Route(Table target, IReadOnlyList<Dictionary<string, SqlExpression>>? rows)
    {
        if (target.PartitionBy is null) return;
        foreach (var row in rows ?? [])
        {
            if (PartitionPruning.PathOf(effects.Walk, target, row) is { } path) effects.Lock(path, LockMode.RowExclusive);
            else rows = null;
        }

        if (rows is not null) return;
        effects.Uncertain();
        effects.Because(0, "the partitions that the rows go to are locked too");
    }

    private void Update(UpdateStatement update, string text)
    {
        var (scope, level) = (new QueryScope(null, outerIsFixed: false), new QueryLevel());
        var target = Target(update.Relation, "UPDATE", scope, level, reads: true);
        foreach (var source in update.From) Source(source, text, scope, level, LockMode.AccessShare, []);
        Where(update.Where, text, scope, level);
        Values([.. update.Assignments.Select(assignment => assignment.Value), .. update.Returning.Select(item => item.Value)], text, scope);
        Decide(level);
        if (target is not null && stage == QueryStage.Executed && !level.IsDead) Changed(target, update.Assignments);
    }

    private void Changed(Table target, IReadOnlyList<Assignment> assignments)
    {
        var columns = assignments.SelectMany(assignment => assignment.Targets).Select(assigned => assigned.Column.Value).ToList();
        var emptied = assignments.Where(assignment => Restrictions.IsNullConstant(assignment.Value)).SelectMany(assignment => assignment.Targets).Select(assigned => assigned.Column.Value).ToList();
        effects.Lock(effects.Walk.WholesOf(target), LockMode.AccessShare);
        code.Fire(effects, target, "UPDATE", columns);
        ReferentialEffects.Changed(effects, target, columns, emptied, []);
    }

    private void Delete(DeleteStatement delete, string text)
    {
        var (scope, level) = (new QueryScope(null, outerIsFixed: false), new QueryLevel());
        var target = Target(delete.Relation, "DELETE", scope, level, reads: true);
        foreach (var source in delete.Using) Source(source, text, scope, level, LockMode.AccessShare, []);
        Where(delete.Where, text, scope, level);
        Values(delete.Returning.Select(item => item.Value), text, scope);
        Decide(level);
        if (target is not null && stage == QueryStage.Executed && !level.IsDead) Removed(target);
    }

    private void Removed(Table target)
    {
        code.Fire(effects, target, "DELETE", null);
        ReferentialEffects.Removed(effects, target, []);
    }

    private void Merge(MergeStatement merge, string text)
    {
        var (scope, level) = (new QueryScope(null, outerIsFixed: false), new QueryLevel());
        var target = Target(merge.Relation, "UPDATE", scope, level, reads: true);
        var own = level.Bases.ToList();
        Source(merge.Source, text, scope, level, LockMode.AccessShare, []);
        var matches = merge.Branches.Select(branch => branch.Match).ToList();
        Where(merge.On, text, scope, level, (matches.Contains("not matched by source"), matches.Contains("not matched by target")) switch
        {
            (true, _) => [],
            (false, true) => own,
            _ => null,
        });
        Values(merge.Branches.SelectMany(branch => new[] { branch.Condition }.Concat(branch.Assignments.Select(assignment => assignment.Value)).Concat(branch.Values)), text, scope);
        Values(merge.Returning.Select(item => item.Value), text, scope);
        Decide(level);
        if (target is null || stage != QueryStage.Executed) return;
        foreach (var branch in merge.Branches)
        {
            if (branch.Action == "update") Changed(target, branch.Assignments);
            else if (branch.Action == "delete") Removed(target);
            else if (branch.Action == "insert") Insert(branch, target);
        }
    }

    private void Insert(MergeBranch branch, Table target)
    {
        var columns = branch.Columns.Count > 0 ? branch.Columns.Select(column => column.Column.Value) : target.Columns.Select(column => column.Name);
        var row = branch.Values.Zip(columns, (value, column) => (value, column)).ToDictionary(pair => pair.column, pair => pair.value);
        Added(target, [row], row.Keys);
    }

    /// <summary>The table whose rows change; null if a rule or a trigger of a view does something else instead.</summary>
    private Table? Target(SqlRelation relation, string change, QueryScope scope, QueryLevel level, bool reads)
    {
        var name = new QualifiedName(relation.Name.Qualifier, relation.Name.Name);
        var alias = relation.Alias?.Value ?? name.Name;
        var found = effects.Schema.Find(name);
        effects.Lock(found ?? effects.TableOrAssumed(name), LockMode.RowExclusive);
        if (stage != QueryStage.Parsed && found is RowRelation ruled && Rules(ruled, change)) return null;
        if (found is not View view)
        {
            var table = found as Table ?? effects.TableOrAssumed(name);
            if (reads) AddBase(new(alias) { Relation = table, Only = relation.Only, Mode = LockMode.RowExclusive }, scope, level);
            else scope.Add(new(alias) { Relation = table });
            return table;
        }

        var isInstead = view.Triggers.Any(trigger => trigger.Definition.Timing == TriggerTiming.InsteadOf && CalledCode.IsFor(trigger.Definition, change, null));
        if (isInstead)
        {
            ReadView(view, alias, scope, level, LockMode.AccessShare);
            if (stage == QueryStage.Executed) code.Fire(effects, view, change, null);
            return null;
        }

        // Only a view on one table can be written to, and then it is that table that is.
        var under = reads ? level : new QueryLevel();
        ReadView(view, alias, scope, under, LockMode.RowExclusive);
        return under.Bases.FirstOrDefault()?.Relation as Table;
    }

    /// <summary>What rules do; whether nothing else is done.</summary>
    private bool Rules(RowRelation relation, string change)
    {
        var isInstead = false;
        foreach (var rule in relation.Rules.Where(rule => rule.State is FiringState.Enabled or FiringState.Always && rule.Definition.Event == change))
        {
            foreach (var action in rule.Definition.Actions)
            {
                foreach (var statement in SqlParser.Parse(action).Statements) Change(statement, action);
            }

            isInstead |= rule.Definition is { Instead: true, Where: null };
        }

        return isInstead;
    }
}
