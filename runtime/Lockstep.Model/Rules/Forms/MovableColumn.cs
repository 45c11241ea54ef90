using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Forms;

/// <summary>A column that another one can take over from, with all that moves with it.</summary>
/// <param name="Column">The column.</param>
/// <param name="Key">The columns of the table's primary key.</param>
/// <param name="Parts">What moves with it.</param>
internal sealed record MovableColumn(Column Column, EquatableArray<string> Key, ColumnParts Parts)
{
    private static readonly string[] s_numbers = ["int2", "int4", "int8", "numeric"];

    private static readonly string[] s_texts = ["text", "varchar"];

    /// <summary>The column; null if something is about it that can't move with it, or that is not known.</summary>
    /// <param name="name">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="to">The type that it gets; null if it stays what it is, so that only indexes are made for another one, for a while.</param>
    /// <param name="part">What the statement makes, which has to wait until the other column has taken over; null if it makes nothing.</param>
    /// <param name="reviewed">The statement.</param>
    /// <param name="review">The migration.</param>
    public static MovableColumn? Find(QualifiedName name, string column, TypeReference? to, string? part, ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Statement.IsDown || reviewed.Table(name) is not { PartitionBy: null, Bounds: null, Inherits.Count: 0, Server: null, OfType: null } table) return null;
        if (table.Column(column) is not { GeneratedAs: null, Type.Length: > 0 } found || UniqueKeys.Primary(table) is not { } key) return null;
        var schema = reviewed.Before;
        // What the migration itself makes an index of is moved with the others.
        var made = to is null ? [] : review.AfterUp.IndexesOf(table.Name).Where(index => IsAbout(index) && review.Before.Relations.Find(index.Name) is null).ToList();
        var indexes = schema.IndexesOf(table.Name).Where(IsAbout).Concat(made.Where(index => schema.Relations.Find(index.Name) is null)).ToList();
        var constraints = table.Constraints.Where(constraint => Mentions(SqlWriter.Write(constraint.Definition))).ToList();
        var sequences = schema.Relations.OfType<Sequence>().Where(sequence => sequence.OwnerTable == table.Name && sequence.OwnerColumn == column).ToList();
        var isKindred = to is null || IsKindred(TypeReference.Parse(found.Type), to);
        if (IsUsedByName(table, column, schema)) return null;
        if (to is not null)
        {
            if (found is not { Comment: null, Statistics: null, Storage: null, Compression: null, Options.Count: 0 } || IsUsed(table, column, schema) || IsReferenced(table, column, indexes, schema)) return null;
            if (!indexes.TrueForAll(CanMoveIndex) || !constraints.TrueForAll(constraint => CanMove(constraint, column, isKindred))) return null;
            if (!sequences.TrueForAll(sequence => sequence is { Comment: null, Grants.Count: 0, DropsWith.Count: 0 } && sequence.Persistence == table.Persistence)) return null;
            if ((found.Identity != Identity.None) != sequences.Exists(sequence => sequence.ForIdentity)) return null;
        }

        var names = indexes.Select(index => index.Name.Name).Concat(constraints.Select(constraint => constraint.Name)).Concat(sequences.Select(sequence => sequence.Name.Name)).Concat(part is null ? [] : [part]).ToList();
        var texts = indexes.SelectMany(index => index.Elements.Concat(index.Include).Append(index.Where ?? string.Empty)).Concat(constraints.Select(constraint => SqlWriter.Write(constraint.Definition))).ToList();
        if (!IsAlone(table.Name, column, names, texts, made.Count, reviewed, review)) return null;

        var choose = Chooser(table, schema, review.AfterUp);
        IReadOnlyList<MovedIndex> moved = [.. indexes.Where(CanMoveIndex).Select(index => new MovedIndex(index, index.Constraint is { } own ? table.Constraint(own)?.Definition as IndexConstraint : null, name, column))];
        if (to is null) return new(found, key, new(name, choose, moved, [], []));
        return new(found, key, new(
            name,
            choose,
            moved,
            [.. constraints.Where(constraint => constraint.Definition is CheckConstraint or ForeignKeyConstraint).Select(constraint => new MovedConstraint(constraint.Definition, constraint.Name, name, column))],
            [.. sequences.Select(sequence => new MovedSequence(sequence, sequence.ForIdentity ? found.Identity : Identity.None, name, choose(sequence.Name.Name, "old"), to, reviewed, review))]));

        bool IsAbout(TableIndex index) => index.Elements.Concat(index.Include).Append(index.Where ?? string.Empty).Any(Mentions);

        bool Mentions(string? text) => text is not null && ExpressionText.Uses(text, column);

        bool CanMoveIndex(TableIndex index) => CanMove(index, table, column, to, isKindred);
    }

    /// <summary>Gives names that nothing has, for the same name and label the same.</summary>
    private static Func<string, string, string> Chooser(Table table, DatabaseSchema schema, DatabaseSchema after)
    {
        var chosen = new Dictionary<(string Name, string Label), string>();
        return (name, label) =>
        {
            if (chosen.TryGetValue((name, label), out var known)) return known;
            return chosen[(name, label)] = ObjectNaming.Choose(name, null, label, other =>
                chosen.ContainsValue(other) || table.Constraint(other) is not null ||
                schema.Relations.Find(new(table.Name.Schema, other)) is not null || after.Relations.Find(new(table.Name.Schema, other)) is not null);
        };
    }

    /// <summary>Whether something names the column that another one beside it would not be the same for.</summary>
    private static bool IsUsedByName(Table table, string column, DatabaseSchema schema) =>
        table.Rules.Count > 0 || table.Grants.Any(grant => ExpressionText.Uses(grant, column)) ||
        table.Triggers.Any(trigger => TriggerUse.IsAbout(trigger.Definition, column, schema)) ||
        schema.Relations.OfType<Table>().Any(other => other.Inherits.Contains(table.Name));

    /// <summary>Whether something that can't be moved belongs to the column.</summary>
    private static bool IsUsed(Table table, string column, DatabaseSchema schema) =>
        table.Columns.Any(other => other.GeneratedAs is { } value && ExpressionText.Uses(value, column)) || table.Policies.Count > 0 ||
        schema.Relations.OfType<View>().Any(view => view.Uses.Contains(table.Name)) ||
        schema.Others.Any(other => other.Kind is ObjectKind.Statistics or ObjectKind.Publication && SqlWriter.Write(other.Definition) is var made && ExpressionText.Uses(made, table.Name.Name) && ExpressionText.Uses(made, column));

    /// <summary>Whether a foreign key references the column, or needs an index that would move.</summary>
    private static bool IsReferenced(Table table, string column, List<TableIndex> indexes, DatabaseSchema schema) =>
        schema.Relations.OfType<Table>().SelectMany(other => other.Constraints).Select(constraint => constraint.Definition).OfType<ForeignKeyConstraint>()
            .Where(key => Names.Whole(key.Target.Table, schema) == table.Name)
            .Select(key => key.Target.Columns)
            .Any(target => target.IsEmpty || target.Contains(column) || indexes.Exists(index => index.Unique && target.All(own => index.Elements.Contains(SqlIdentifier.Quote(own)))));

    /// <summary>
    /// Whether an index can be built for the other column and the old one be left to go with its column, whose values are null for new rows from the switch
    /// on: a unique index must not take those for equal.
    /// </summary>
    private static bool CanMove(TableIndex index, Table table, string column, TypeReference? to, bool isKindred)
    {
        if (index is not { Invalid: false, Parent: null, Comment: null, Statistics.Count: 0, DropsWith.Count: 0 }) return false;
        if (table.ClusterIndex == index.Name.Name || table.ReplicaIndex == index.Name.Name) return false;
        var isPlain = !ExpressionText.Uses(index.Where, column) && index.Elements.Where(element => ExpressionText.Uses(element, column)).All(element => IsPlain(element, to));
        if (index.Constraint is { } own) return isKindred && isPlain && table.Constraint(own) is { Comment: null, Definition: PrimaryKeyConstraint { WithoutOverlaps: false } or UniqueConstraint { WithoutOverlaps: false } };
        return index.Unique ? isKindred && isPlain && !index.NullsNotDistinct : isKindred || isPlain;
    }

    /// <summary>Whether an index's element is the column itself, ordered as its type is.</summary>
    private static bool IsPlain(string element, TypeReference? to) =>
        SqlParser.Parse("CREATE INDEX ON t (" + element + ")").Statements.FirstOrDefault() is CreateIndexStatement { Columns: [{ Column: not null } only] } &&
        (only.OperatorClass is null || to is null || s_texts.Contains(to.Name));

    private static bool CanMove(SchemaConstraint constraint, string column, bool isKindred) => isKindred && constraint.Definition switch
    {
        _ when constraint is not { Comment: null, Inherited: false, State: FiringState.Enabled, TargetState: FiringState.Enabled } => false,
        PrimaryKeyConstraint or UniqueConstraint or CheckConstraint => true,
        // Of what a period of another column overlaps nothing is known here.
        ForeignKeyConstraint key => key.Columns.Contains(column) && !key.Target.Period,
        _ => false,
    };

    /// <summary>Whether what is equal, or less, in one type is so in the other.</summary>
    private static bool IsKindred(TypeReference from, TypeReference to) =>
        from is { Schema: null, IsArray: false } && to is { Schema: null, IsArray: false } &&
        ((s_numbers.Contains(from.Name) && s_numbers.Contains(to.Name)) || (s_texts.Contains(from.Name) && s_texts.Contains(to.Name)));

    /// <summary>
    /// Whether the migration does nothing else to the column, or to what moves with it: that would not find it. It may make indexes, if each of them is there at the end.
    /// </summary>
    private static bool IsAlone(ObjectName table, string column, List<string> parts, List<string> texts, int made, ReviewedOperation reviewed, MigrationReview review)
    {
        var others = review.Up.SelectMany(statement => statement.Operations).Where(other => other != reviewed).ToList();
        var indexes = made == 0 ? [] : others.Where(other => other.Operation is CreateIndex { IfNotExists: false, Incomplete: false } create && other.NameOf(create.Table) == table && ExpressionText.Uses(SqlWriter.Write(create), column)).ToList();
        return (made == 0 || indexes.Count == made) && others.Except(indexes).All(other =>
        {
            var (isTable, what) = other.Operation switch
            {
                TableChange change => (other.NameOf(change.Table) == table, change is ColumnChange { Column: var changed } ? changed : null),
                CreateIndex create => (other.NameOf(create.Table) == table, null),
                _ => (false, default(string)),
            };
            // Later migrations say the table's name.
            if (isTable && other.Operation is RenameTable or SetTableSchema) return false;
            // A serial's sequence may get its column's type.
            if (other.Operation is AlterSequence { Options: var options } && options == SequenceOptions.None with { Type = options.Type }) return true;
            var sql = SqlWriter.Write(other.Operation);
            if (isTable && (ExpressionText.Uses(sql, column) || (what is not null && texts.Exists(text => ExpressionText.Uses(text, what))))) return false;
            return !parts.Exists(part => ExpressionText.Uses(sql, part));
        });
    }
}
