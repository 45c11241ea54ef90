using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>
/// A column whose values another one takes over, while a trigger keeps both alike and batches fill what is there already. Offered for columns that nothing
/// else in the schema is about: what depends on one would have to move with it.
/// </summary>
internal sealed class ColumnMove
{
    private readonly QualifiedName _table;
    private readonly Column _old;
    private readonly string _name;
    private readonly string _type;
    private readonly DatabaseSchema _before;
    private readonly int _version;
    private readonly string _function;

    private ColumnMove(QualifiedName table, Column old, string name, string type, DatabaseSchema before, int version)
    {
        (_table, _old, _name, _type, _before, _version) = (table, old, name, type, before, version);
        _function = FormNames.Choose(table, ObjectNaming.Columns([old.Name, name]), "sync", before);
    }

    /// <summary>A column that gets another name: one of that name takes over.</summary>
    public static SafeForm? Renamed(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not RenameColumn { Incomplete: false } rename || Simple(rename.Table, rename.Column, reviewed, review) is not { } old) return null;
        if (reviewed.Column(rename.Table, rename.NewName) is not null) return null;
        var move = new ColumnMove(rename.Table, old, rename.NewName, old.Type, reviewed.Before, review.Options.PostgresVersion);
        return move.Fill(forward: true) is { } fill && move.Fill(forward: false) is { } back ? move.Rename(fill, back, NameOf(rename.Table, rename.Column, reviewed)) : null;
    }

    /// <summary>A column that gets a type for which every row would be written anew: one of that type takes over, and then its name.</summary>
    public static SafeForm? Retyped(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not AlterColumnType { Incomplete: false, Collation: null } alter || Simple(alter.Table, alter.Column, reviewed, review) is not { } old) return null;
        var types = new TypeCatalog(reviewed.Before);
        var (from, to) = (TypeReference.Parse(old.Type), types.Read(alter.Type));
        // The session's time zone decides about times, and what is too great would stop the application's writes.
        if (from is null || IsTime(from) || IsTime(to) || Locks.TypeNarrowing.Of(from, to, isCast: true) is not null || !IsPlainCast(alter)) return null;
        var move = new ColumnMove(alter.Table, old, FormNames.Choose(new(alter.Table.Schema, alter.Column), null, "new", reviewed.Before), alter.Type, reviewed.Before, review.Options.PostgresVersion);
        return move.Fill(forward: true) is { } fill && move.Fill(forward: false) is { } back ? move.Retype(fill, back, reviewed) : null;
    }

    private SafeForm Rename(Operation fill, Operation back, string deprecated)
    {
        var later = new List<Operation>();
        if (_old.NotNull) later.AddRange(Required(_name));
        later.Add(new DropObject(Trigger) { StartsStep = _old.NotNull });
        later.Add(new DropObject(Function));
        if (_old.Default is { } value) later.Add(new SetColumnDefault(_table, _name, value));
        later.Add(new DropColumn(_table, _old.Name));
        var undo = new List<Operation> { new AddColumn(_table, new(_old.Name, _old.Type) { Collation = _old.Collation }) };
        undo.AddRange(LeadAgain(back, Copies));

        return new(
            "Add the new column beside it, keep both alike, and drop the old one in a later migration",
            new([new AddColumn(_table, new(_name, _type) { Collation = _old.Collation }), Make(Copies), Fire, fill]))
        {
            Down = new([new DropObject(Trigger), new DropObject(Function), new DropColumn(_table, _name)]),
            Deprecates = EquatableArray.Of(deprecated),
            Later = EquatableArray.Of(new LaterMigration($"Drop {_table.Name}.{_old.Name} for {_name}", new(later), new(undo))
            {
                Precondition = $"No running version of the application names {_table.Name}.{_old.Name}.",
            }),
        };
    }

    private SafeForm Retype(Operation fill, Operation back, ReviewedOperation reviewed)
    {
        var aside = FormNames.Choose(new(_table.Schema, _old.Name), null, "old", _before);
        var swap = new List<Operation>();
        if (_old.NotNull) swap.AddRange(Required(_name));
        swap.Add(new DropObject(Trigger) { StartsStep = _old.NotNull });
        swap.Add(new DropObject(Function));
        if (_old.NotNull) swap.Add(new DropNotNull(_table, _old.Name));
        swap.Add(new RenameColumn(_table, _old.Name, aside));
        swap.Add(new RenameColumn(_table, _name, _old.Name));
        if (_old.Default is { } value)
        {
            swap.Add(new SetColumnDefault(_table, _old.Name, value));
            swap.Add(new SetColumnDefault(_table, aside, null));
        }

        var undo = new List<Operation> { new RenameColumn(_table, _old.Name, _name), new RenameColumn(_table, aside, _old.Name) };
        undo.AddRange(LeadAgain(back, Follows));
        return new(
            "Let a new column of that type take over in later migrations",
            new([new AddColumn(_table, new(_name, _type)), Make(Follows), Fire, fill]))
        {
            Down = new([new DropObject(Trigger), new DropObject(Function), new DropColumn(_table, _name)]),
            // Nobody but the trigger has to do with it until it has its name.
            Deprecates = EquatableArray.Of(NameOf(_table, _name, reviewed)),
            Later = EquatableArray.Of(
                new LaterMigration($"Switch {_table.Name}.{_old.Name} to {_type}", new(swap), new(undo)) { Deprecates = EquatableArray.Of(NameOf(_table, aside, reviewed)) },
                new LaterMigration($"Drop {_table.Name}.{aside}", EquatableArray.Of<Operation>(new DropColumn(_table, aside)), EquatableArray.Of<Operation>(new AddColumn(_table, new(aside, _old.Type))))
                {
                    Precondition = $"Nobody wants {_table.Name}.{_old.Name} back as {_old.Type}.",
                }),
        };
    }

    /// <summary>The way back: the new column leads, with the default, until the old one has all its values.</summary>
    private IEnumerable<Operation> LeadAgain(Operation back, string forward)
    {
        yield return Make(Mirrored);
        yield return Fire;
        yield return back;
        if (_old.NotNull)
        {
            foreach (var step in Required(_old.Name)) yield return step;
        }

        yield return Make(forward) with { OrReplace = true };
        if (_old.NotNull) yield return new DropNotNull(_table, _name);
        if (_old.Default is not { } value) yield break;
        yield return new SetColumnDefault(_table, _name, null);
        yield return new SetColumnDefault(_table, _old.Name, value);
    }

    private DatabaseObject Trigger => new(ObjectKind.Trigger, new(null, _function)) { Of = _table };

    private DatabaseObject Function => new(ObjectKind.Function, FunctionName) { Signature = "()" };

    private QualifiedName FunctionName => new(_table.Schema, _function);

    private string Old => "NEW." + SqlIdentifier.Quote(_old.Name);

    private string New => "NEW." + SqlIdentifier.Quote(_name);

    /// <summary>The old column leads; who writes the new one writes both.</summary>
    private string Copies => BothWays(Old, New, string.Empty, string.Empty);

    /// <summary>The new column leads; who writes the old one writes both.</summary>
    private string Mirrored => _type == _old.Type ? BothWays(New, Old, string.Empty, string.Empty) : BothWays(New, Old, "::" + _type, "::" + _old.Type);

    /// <summary>The old column is the only one that anybody writes.</summary>
    private string Follows => $"\nBEGIN\n  {New} := {Old}::{_type};\n  RETURN NEW;\nEND;\n";

    private CreateTrigger Fire => new(_function, _table, TriggerTiming.Before, EquatableArray.Of("INSERT", "UPDATE"), FunctionName) { ForEachRow = true };

    private CreateRoutine Make(string body) => new(FunctionName, default) { Returns = "trigger", Language = "plpgsql", Body = body };

    /// <summary>Until a row was filled only the leader has its value, so nothing but a change of the follower counts against it.</summary>
    private static string BothWays(string leader, string follower, string toLeader, string toFollower) =>
        $"\nBEGIN\n  IF (TG_OP = 'INSERT' AND {follower} IS NOT NULL) OR (TG_OP = 'UPDATE' AND {follower} IS DISTINCT FROM OLD{follower.Remove(0, 3)}) THEN\n" +
        $"    {leader} := {follower}{toLeader};\n  ELSE\n    {follower} := {leader}{toFollower};\n  END IF;\n  RETURN NEW;\nEND;\n";

    private Operation? Fill(bool forward)
    {
        var (old, now) = (SqlIdentifier.Quote(_old.Name), SqlIdentifier.Quote(_name));
        return forward
            ? BatchForms.Fill(_table, _before, $"{now} = {old}{(_type == _old.Type ? string.Empty : "::" + _type)}", $"{old} IS NOT NULL")
            : BatchForms.Fill(_table, _before, $"{old} = {now}{(_type == _old.Type ? string.Empty : "::" + _old.Type)}", $"{now} IS NOT NULL");
    }

    /// <summary>NOT NULL in steps.</summary>
    private IEnumerable<Operation> Required(string column)
    {
        var steps = NotNullForms.Steps(new(_table, column), _before, _version);
        return [steps.Unchecked with { StartsStep = true }, .. steps.Later.Select((step, at) => at == 0 ? step with { StartsStep = true } : step)];
    }

    private static string NameOf(QualifiedName table, string column, ReviewedOperation reviewed)
    {
        var whole = reviewed.NameOf(table);
        return (table.Schema is null ? whole.Name : whole.Schema + "." + whole.Name) + "." + column;
    }

    private static bool IsTime(TypeReference type) => type.Name is "timestamp" or "timestamptz" or "time" or "timetz" or "date";

    /// <summary>No USING, or one that says no more than the change itself.</summary>
    private static bool IsPlainCast(AlterColumnType alter)
    {
        if (alter.Using is not { } value) return true;
        var text = string.Concat(value.Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')'))).ToLowerInvariant();
        var type = string.Concat(alter.Type.Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')'))).ToLowerInvariant();
        return text == SqlIdentifier.Quote(alter.Column) + "::" + type;
    }

    /// <summary>The column, if nothing is about it but the table itself; null if something is, or that is not known.</summary>
    private static Column? Simple(QualifiedName name, string column, ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Statement.IsDown || reviewed.Table(name) is not { PartitionBy: null, Bounds: null, Inherits.Count: 0, Server: null, OfType: null } table || table.Column(column) is not { } found) return null;
        if (found is not { GeneratedAs: null, Identity: Identity.None, Comment: null } || found.Type.Length == 0 || BatchForms.Key(table) is null) return null;
        var schema = reviewed.Before;
        var uses = table.Constraints.Any(constraint => Mentions(SqlWriter.Write(new AddConstraint(name, constraint.Definition)))) ||
            schema.IndexesOf(table.Name).Any(index => index.Elements.Concat(index.Include).Append(index.Where ?? string.Empty).Any(Mentions)) ||
            table.Columns.Any(other => Mentions(other.GeneratedAs)) || table.Policies.Count > 0 || table.Rules.Count > 0 || table.Triggers.Any(trigger => IsAbout(trigger.Definition, column, schema)) ||
            schema.Relations.OfType<View>().Any(view => view.Uses.Contains(table.Name)) ||
            schema.Relations.OfType<Sequence>().Any(sequence => sequence.OwnerTable == table.Name && sequence.OwnerColumn == column) ||
            schema.Relations.OfType<Table>().Any(other => other.Inherits.Contains(table.Name) || other.Constraints.Any(constraint => constraint.Definition is ForeignKeyConstraint key && Names.Whole(key.Target.Table, schema) == table.Name && (key.Target.Columns.IsEmpty || key.Target.Columns.Contains(column)) && BatchForms.Key(table) is { } own && own.Contains(column)));
        // What the same migration does to the column beside this would not find it.
        var isAlone = review.Up.SelectMany(statement => statement.Operations).All(other => other == reviewed || other.Operation is not TableChange change || other.NameOf(change.Table) != table.Name || !ExpressionText.Uses(SqlWriter.Write(change), column));
        return uses || !isAlone ? null : found;

        bool Mentions(string? text) => text is not null && ExpressionText.Uses(text, column);
    }

    /// <summary>Whether a trigger may do something with the column; of a function that nobody knows it may.</summary>
    private static bool IsAbout(CreateTrigger trigger, string column, DatabaseSchema schema)
    {
        var name = Names.Whole(trigger.Function, schema);
        if (schema.Routines.FirstOrDefault(routine => routine.Name.Name == name.Name && routine.Name.Schema == name.Schema)?.Definition is not CreateRoutine { Body: { } body }) return true;
        if (ExpressionText.Uses(body, column) || trigger.Events.Append(trigger.When ?? string.Empty).Any(text => ExpressionText.Uses(text, column))) return true;
        var tokens = SqlLexer.Tokenize(body);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!tokens[at].Is(body, "new") && !tokens[at].Is(body, "old")) continue;
            // The row as a whole has all its columns.
            var isColumn = at + 1 < tokens.Count && tokens[at + 1].Is(body, '.');
            if (!isColumn && (at == 0 || !tokens[at - 1].Is(body, "return"))) return true;
        }

        return false;
    }
}
