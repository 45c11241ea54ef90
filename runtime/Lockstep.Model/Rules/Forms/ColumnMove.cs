using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>
/// A column that another one stands beside, while a trigger keeps both alike and batches fill what is there already: for another name, or to take over with
/// another type. Then what belongs to the column is made anew for the other one while reads and writes go on, and changes places when the columns do.
/// </summary>
internal sealed class ColumnMove
{
    private const string New = "new";
    private const string Aside = "old";

    private readonly QualifiedName _table;
    private readonly Column _old;
    private readonly string _name;
    private readonly string _type;
    private readonly EquatableArray<string> _key;
    private readonly ColumnParts _parts;
    private readonly ReviewedOperation _reviewed;
    private readonly MigrationReview _review;
    private readonly int _version;
    private readonly ColumnSync _sync;

    private ColumnMove(QualifiedName table, MovableColumn column, string name, string type, ReviewedOperation reviewed, MigrationReview review)
    {
        (_table, _old, _key, _parts) = (table, column.Column, column.Key, column.Parts);
        (_name, _type, _reviewed, _review, _version) = (name, type, reviewed, review, review.Options.PostgresVersion);
        _sync = new(table, FormNames.Choose(table, ObjectNaming.Columns([_old.Name, name]), "sync", reviewed.Before));
    }

    /// <summary>A column that gets another name: one of that name takes over.</summary>
    public static SafeForm? Renamed(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not RenameColumn { Incomplete: false } rename || reviewed.Column(rename.Table, rename.NewName) is not null) return null;
        // The trigger asks which of the two was changed.
        return MovableColumn.Find(rename.Table, rename.Column, null, null, reviewed, review) is { } column && HasEquality(TypeReference.Parse(column.Column.Type))
            ? new ColumnMove(rename.Table, column, rename.NewName, column.Column.Type, reviewed, review).Rename(Free(rename.NewName, "copy", rename.Table, reviewed))
            : null;
    }

    /// <summary>A column that gets a type for which every row would be written anew: one of that type takes over, and then its name.</summary>
    public static SafeForm? Retyped(ReviewedOperation reviewed, MigrationReview review) =>
        reviewed.Operation is AlterColumnType { Incomplete: false, Collation: null } alter ? Retyped(alter, null, reviewed, review) : null;

    /// <summary>A column that gets another type though the statement is about something else of it.</summary>
    /// <param name="alter">The change of the type.</param>
    /// <param name="part">What the statement makes, which nothing else in the migration may name; null if it makes nothing.</param>
    /// <param name="reviewed">The statement.</param>
    /// <param name="review">The migration.</param>
    public static SafeForm? Retyped(AlterColumnType alter, string? part, ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Column(alter.Table, alter.Column) is not { } old) return null;
        var types = new TypeCatalog(reviewed.Before);
        var (from, to) = (TypeReference.Parse(old.Type), types.Read(alter.Type));
        // The session's time zone decides about times, and what is too great would stop the application's writes.
        if (from is null || IsTime(from) || IsTime(to) || Locks.TypeNarrowing.Of(from, to, isCast: true) is not null || !IsPlainCast(alter)) return null;
        if (MovableColumn.Find(alter.Table, alter.Column, to, part, reviewed, review) is not { } column) return null;
        var move = new ColumnMove(alter.Table, column, Free(alter.Column, New, alter.Table, reviewed), alter.Type, reviewed, review);
        return move.Retype(Free(alter.Column, Aside, alter.Table, reviewed));
    }

    /// <summary>
    /// The new name is a copy's first. When nobody says the old one any more, the column itself gets the new name, with all that belongs to it, and the copy goes.
    /// </summary>
    private SafeForm Rename(string copy)
    {
        var like = new ColumnDefinition(copy, _type) { Collation = _old.Collation };
        return new(
            "Add a column of the new name, keep both alike, and let the old one have the name in later migrations",
            // Who says the new name already needs its indexes.
            new([new AddColumn(_table, like with { Name = _name }), .. _sync.Create(ColumnSync.BothWays(_old.Name, _name)), Fill(_old.Name, _name, string.Empty, isAgain: false), .. _parts.Build(_name, New)]))
        {
            Down = new([.. _sync.Drop(), new DropColumn(_table, _name)]),
            Deprecates = EquatableArray.Of(NameOf(_old.Name)),
            Later = EquatableArray.Of(
                new LaterMigration(
                    $"Rename {_table.Name}.{_old.Name} to {_name}",
                    new([.. _sync.Drop(), new RenameColumn(_table, _name, copy), new RenameColumn(_table, _old.Name, _name)]),
                    new([
                        .. _sync.Create(ColumnSync.Follow(_name, copy, string.Empty)),
                        Fill(_name, copy, string.Empty, isAgain: true),
                        new RenameColumn(_table, _name, _old.Name),
                        new RenameColumn(_table, copy, _name),
                        _sync.Change(ColumnSync.BothWays(_old.Name, _name)),
                    ]))
                {
                    Precondition = $"No running version of the application names {_table.Name}.{_old.Name}.",
                    Deprecates = EquatableArray.Of(NameOf(copy)),
                },
                new LaterMigration($"Drop {_table.Name}.{copy}", EquatableArray.Of<Operation>(new DropColumn(_table, copy)), new([new AddColumn(_table, like), .. _parts.Build(copy, New)]))),
        };
    }

    private SafeForm Retype(string aside)
    {
        var swap = new List<Operation>([.. Required(_name), .. _parts.Build(_name, New), .. _parts.Constrain(_name, New)]);
        swap.AddRange(Step([.. _sync.Drop(), .. ChangePlaces(_name, aside, isBack: false)], IsStep(_parts.HasIndexes)));

        var undo = new List<Operation>();
        undo.AddRange(_sync.Create(ColumnSync.Follow(_old.Name, aside, "::" + _old.Type)));
        undo.Add(Fill(_old.Name, aside, "::" + _old.Type, isAgain: true));
        undo.AddRange(Required(aside));
        undo.AddRange(_parts.BuildKeys(aside, Aside));
        undo.AddRange(_parts.Constrain(aside, Aside));
        undo.AddRange(Step([.. ChangePlaces(aside, _name, isBack: true), _sync.Change(ColumnSync.Follow(_old.Name, _name, "::" + _type))], IsStep(_parts.HasKeys)));
        undo.AddRange(_parts.DropPlain(New));

        return new(
            "Let a new column of that type take over in later migrations",
            new([new AddColumn(_table, new(_name, _type)), .. _sync.Create(ColumnSync.Follow(_old.Name, _name, "::" + _type)), Fill(_old.Name, _name, "::" + _type, isAgain: false)]))
        {
            Down = new([.. _sync.Drop(), new DropColumn(_table, _name)]),
            // Nobody but the trigger has to do with it until it has its name.
            Deprecates = EquatableArray.Of(NameOf(_name)),
            Later = EquatableArray.Of(
                new LaterMigration($"Switch {_table.Name}.{_old.Name} to {_type}", new(swap), new(undo)) { Deprecates = EquatableArray.Of(NameOf(aside)) },
                new LaterMigration(
                    $"Drop {_table.Name}.{aside}",
                    EquatableArray.Of<Operation>(new DropColumn(_table, aside)),
                    new([new AddColumn(_table, new(aside, _old.Type)), .. _parts.BuildPlain(aside, Aside)]))
                {
                    Precondition = $"Nobody wants {_table.Name}.{_old.Name} back as {_old.Type}.",
                }),
        };
    }

    /// <summary>One column gets the name of the other, and all that belongs to it.</summary>
    /// <param name="coming">What is called so until then.</param>
    /// <param name="going">What the other is called from then on.</param>
    /// <param name="isBack">Whether it is the old one that comes.</param>
    private IEnumerable<Operation> ChangePlaces(string coming, string going, bool isBack)
    {
        var swap = new List<Operation>([.. _parts.Release(), .. _parts.Identify(_old.Name, coming)]);
        if (_old.NotNull) swap.Add(new DropNotNull(_table, _old.Name));
        swap.Add(new RenameColumn(_table, _old.Name, going));
        swap.Add(new RenameColumn(_table, coming, _old.Name));
        if (_old.NotNull) swap.AddRange(AdoptNotNull(coming));
        if (_old.Default is { } value)
        {
            swap.Add(new SetColumnDefault(_table, _old.Name, value));
            swap.Add(new SetColumnDefault(_table, going, null));
        }

        return [.. swap, .. _parts.Own(_old.Name, isBack), .. isBack ? _parts.Adopt(Aside, New) : _parts.Adopt(New, Aside)];
    }

    /// <summary>Whether rows were looked at in the transaction before, which is to end before the strong lock is asked for. It has if indexes were built since.</summary>
    private bool IsStep(bool isBehindIndexes) => _parts.HasConstraints || (_old.NotNull && !isBehindIndexes);

    private static IEnumerable<Operation> Step(IEnumerable<Operation> operations, bool isStep) =>
        operations.Select((operation, at) => at == 0 && isStep ? operation with { StartsStep = true } : operation);

    /// <summary>Fills the follower. One that has been there before may hold what the leader has lost since.</summary>
    private Operation Fill(string leader, string follower, string cast, bool isAgain)
    {
        var (from, to) = (SqlIdentifier.Quote(leader), SqlIdentifier.Quote(follower));
        var stale = isAgain && !_old.NotNull ? $"{from} IS NOT NULL OR {to} IS NOT NULL" : $"{from} IS NOT NULL";
        // Another name of the column is its name in the key, too.
        var key = new EquatableArray<string>(_key.Select(column => column == _old.Name ? leader : column));
        return BatchForms.Fill(_table, key, $"{to} = {from}{cast}", stale, _review);
    }

    /// <summary>NOT NULL in steps, if the column has it.</summary>
    private IEnumerable<Operation> Required(string column)
    {
        if (!_old.NotNull) return [];
        var steps = Steps(column);
        return [steps.Unchecked with { StartsStep = true }, .. steps.Later.Select((step, at) => at == 0 ? step with { StartsStep = true } : step)];
    }

    /// <summary>Where NOT NULL has a name, that moves too.</summary>
    private IEnumerable<Operation> AdoptNotNull(string column)
    {
        if (_old.NotNullConstraint is not { Name: { } name } || Steps(column).Unchecked.Constraint is not NotNullConstraint { Name: { } built }) return [];
        return [new RenameConstraint(_table, built, name)];
    }

    private NotNullForms.NotNullSteps Steps(string column) => NotNullForms.Steps(new(_table, column), _reviewed.Before, _version);

    private string NameOf(string column)
    {
        var whole = _reviewed.NameOf(_table);
        return (_table.Schema is null ? whole.Name : whole.Schema + "." + whole.Name) + "." + column;
    }

    /// <summary>A name for a column that the table does not have.</summary>
    private static string Free(string column, string label, QualifiedName table, ReviewedOperation reviewed) =>
        ObjectNaming.Choose(column, null, label, other => reviewed.Column(table, other) is not null);

    private static bool HasEquality(TypeReference type) => type.Schema is not null || type.Name is not ("json" or "xml" or "point" or "polygon");

    private static bool IsTime(TypeReference type) => type.Name is "timestamp" or "timestamptz" or "time" or "timetz" or "date";

    /// <summary>No USING, or one that says no more than the change itself.</summary>
    private static bool IsPlainCast(AlterColumnType alter)
    {
        if (alter.Using is not { } value) return true;
        var text = string.Concat(value.Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')'))).ToLowerInvariant();
        var type = string.Concat(alter.Type.Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')'))).ToLowerInvariant();
        return text == SqlIdentifier.Quote(alter.Column) + "::" + type;
    }
}
