using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Review;

/// <summary>What a script has made so far. Nothing changes it; <see cref="After"/> gives a new one.</summary>
internal sealed class NewObjects
{
    private readonly Dictionary<ObjectName, NewRelation> _relations;
    private readonly HashSet<(ObjectName Table, string Column)> _columns;

    private NewObjects(Dictionary<ObjectName, NewRelation> relations, HashSet<(ObjectName, string)> columns)
    {
        _relations = relations;
        _columns = columns;
    }

    /// <summary>Nothing yet.</summary>
    public static NewObjects None { get; } = new([], []);

    /// <summary>Whether nobody else can be using the relation in that transaction.</summary>
    public bool IsNew(ObjectName relation, int transaction) =>
        relation.Schema == "pg_temp" ||
        (_relations.TryGetValue(relation, out var made) && (made.Transaction == transaction || !made.Filled));

    /// <summary>Whether the script made the relation.</summary>
    public bool Has(ObjectName relation) => _relations.ContainsKey(relation);

    /// <summary>Whether the script made the column, alone or with its table.</summary>
    public bool HasColumn(ObjectName table, string column) => Has(table) || _columns.Contains((table, column));

    /// <summary>The same after one more operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="before">The schema before it.</param>
    /// <param name="transaction">The transaction that it runs in.</param>
    public NewObjects After(Operation operation, DatabaseSchema before, int transaction)
    {
        switch (operation)
        {
            case CreateTable create:
                return Make(create.Table, before, create.IfNotExists, create.Temporary, new(transaction, Filled: false));
            case CreatePartition create:
                return Make(create.Table, before, create.IfNotExists, create.Persistence == Persistence.Temporary, new(transaction, Filled: false));
            case CreateTableAs create:
                return Make(create.Table, before, create.IfNotExists, create.Persistence == Persistence.Temporary, new(transaction, !create.WithNoData));
            case CreateMaterializedView create:
                return Make(create.View, before, create.IfNotExists, temporary: false, new(transaction, !create.WithNoData));
            case CreateView create:
                return Make(create.View, before, create.OrReplace, create.Temporary, new(transaction, Filled: false));
            case CreateSequence create:
                return Make(create.Sequence, before, create.IfNotExists, temporary: false, new(transaction, Filled: false));
            case CreateIndex { Name: { } name } create:
                return Make(new(Names.Whole(create.Table, before).Schema, name), before, create.IfNotExists, temporary: false, new(transaction, Filled: false));
            case AddColumn add when !add.IfNotExists || (before.Find(add.Table) as RowRelation)?.Column(add.Column.Name) is null:
                return new(_relations, [.. _columns, (Names.Whole(add.Table, before), add.Column.Name)]);
            case DropColumn drop:
                return new(_relations, [.. _columns.Where(column => column != (Names.Whole(drop.Table, before), drop.Column))]);
            case RenameTable rename:
                var whole = Names.Whole(rename.Table, before);
                return Move(whole, new(whole.Schema, rename.NewName));
            case SetTableSchema set:
                return Move(Names.Whole(set.Table, before), new(set.Schema, set.Table.Name));
            case RenameColumn rename:
                return Rename(Names.Whole(rename.Table, before), rename.Column, rename.NewName);
            case DropTable drop:
                return Without(Names.Whole(drop.Table, before));
            case DropIndex drop:
                return Without(Names.Whole(drop.Index, before));
            case InsertRows { Table: var table } insert:
                return Fill(table, before).FillBeside(insert, before);
            case Query or CallProcedure or UpdateRows or DeleteRows:
                return FillBeside((DataStatement)operation, before);
            case MergeRows { Table: var table }:
                return Fill(table, before);
            case CopyRows { From: true, Table: { } table }:
                return Fill(table, before);
            case RefreshView { WithNoData: false, View: var view }:
                return Fill(view, before);
            // The rows that a partition brings are the whole table's; what the script itself made and did not fill brings none.
            case AttachPartition attach when !(_relations.TryGetValue(Names.Whole(attach.Partition, before), out var part) && !part.Filled):
                return Fill(attach.Table, before);
            case SetInheritance { Inherits: true } inherit when !(_relations.TryGetValue(Names.Whole(inherit.Table, before), out var child) && !child.Filled):
                return Fill(inherit.Parent, before);
            default:
                return this;
        }
    }

    private NewObjects Make(QualifiedName name, DatabaseSchema before, bool mayExist, bool temporary, NewRelation made)
    {
        // What is there already stays what it was.
        if (mayExist && !temporary && before.Find(name) is not null) return this;
        var schema = temporary ? "pg_temp" : name.Schema ?? PlaceOf(before);
        return new(new(_relations) { [new(schema, name.Name)] = made }, _columns);
    }

    /// <summary>Where what is made without a schema goes: to the first of the search path that is there.</summary>
    private static string PlaceOf(DatabaseSchema before)
    {
        foreach (var place in before.SearchPath)
        {
            if (before.Schemas.Find(new(string.Empty, place)) is not null) return place;
        }

        return before.SearchPath.IsEmpty ? "public" : before.SearchPath[0];
    }

    private NewObjects Fill(QualifiedName table, DatabaseSchema before)
    {
        var whole = Names.Whole(table, before);
        return _relations.TryGetValue(whole, out var made) && !made.Filled
            ? new(new(_relations) { [whole] = made with { Filled = true } }, _columns)
            : this;
    }

    /// <summary>Fills what WITH, or a function, writes to.</summary>
    private NewObjects FillBeside(DataStatement data, DatabaseSchema before)
    {
        if (_relations.Values.All(made => made.Filled) || data.Incomplete) return this;
        // The version makes no difference to this lock.
        var written = OperationEffects.Of(data, before, new ServerFacts(18)).Locks.Where(held => held.Mode == LockMode.RowExclusive).Select(held => held.Relation);
        var own = data switch { InsertRows insert => insert.Table, UpdateRows update => update.Table, DeleteRows delete => delete.Table, _ => (QualifiedName?)null };
        return written.Where(relation => own is not { } table || Names.Whole(table, before) != relation)
            .Aggregate(this, (made, relation) => made.Fill(relation.ToQualifiedName(), before));
    }

    private NewObjects Move(ObjectName old, ObjectName now)
    {
        var columns = new HashSet<(ObjectName, string)>(_columns.Select(column => column.Table == old ? (now, column.Column) : column));
        if (!_relations.TryGetValue(old, out var made)) return new(_relations, columns);
        var relations = new Dictionary<ObjectName, NewRelation>(_relations) { [now] = made };
        relations.Remove(old);
        return new(relations, columns);
    }

    private NewObjects Rename(ObjectName table, string old, string now) =>
        new(_relations, [.. _columns.Select(column => column == (table, old) ? (table, now) : column)]);

    private NewObjects Without(ObjectName relation)
    {
        if (!_relations.ContainsKey(relation)) return this;
        var relations = new Dictionary<ObjectName, NewRelation>(_relations);
        relations.Remove(relation);
        return new(relations, [.. _columns.Where(column => column.Table != relation)]);
    }

    private sealed record NewRelation(int Transaction, bool Filled);
}
