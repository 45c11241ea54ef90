using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>A change of a column's type, with what it costs.</summary>
internal sealed class ColumnTypeChange
{
    private readonly ReviewedOperation _reviewed;
    private readonly MigrationReview _review;

    private ColumnTypeChange(AlterColumnType alter, ReviewedOperation reviewed, MigrationReview review)
    {
        Alter = alter;
        _reviewed = reviewed;
        _review = review;
        var types = new TypeCatalog(reviewed.Before);
        To = types.Read(alter.Type);
        From = reviewed.Column(alter.Table, alter.Column) is { } column ? TypeReference.Parse(column.Type) : null;
    }

    /// <summary>The operation.</summary>
    public AlterColumnType Alter { get; }

    /// <summary>The type that the column has; null if the schema does not tell.</summary>
    public TypeReference? From { get; }

    /// <summary>The type that it gets.</summary>
    public TypeReference To { get; }

    /// <summary>Whether rows of tables in use are written anew, as far as is known.</summary>
    public bool Rewrites => _reviewed.Busy(_reviewed.Effects.Rewrites, _review).Count > 0 && !(From is null && IsLikelyCheap);

    /// <summary>The indexes that are built anew though no row is.</summary>
    public IReadOnlyList<TableIndex> Rebuilds =>
        _reviewed.Effects.Rewrites.IsEmpty ? _reviewed.BusyIndexes(_reviewed.Effects.Rebuilds, _review) : [];

    /// <summary>
    /// Of a column whose type is not known, and that is likely to keep its rows: the indexes that are built anew all the same, as a message names them; null if
    /// none are known to be.
    /// </summary>
    public string? LikelyRebuilds
    {
        get
        {
            if (From is not null || !IsLikelyCheap || !_reviewed.IsBusy(_reviewed.NameOf(Alter.Table), _review)) return null;
            var table = _reviewed.NameOf(Alter.Table);
            var known = _reviewed.Before.Assumed.UsersOf<TableIndex>(table, static (index, owner) => index.Table == owner).Where(IsRebuilt).Select(index => index.Name).ToList();
            return known.Count > 0 ? Quoted(known) : Alter.Collation is null ? null : "each index over it";
        }
    }

    /// <summary>The tables that are read though nothing is written.</summary>
    public IReadOnlyList<ObjectName> Scans =>
        _reviewed.Effects.Rewrites.IsEmpty && _reviewed.Effects.Rebuilds.IsEmpty ? _reviewed.Busy(_reviewed.Effects.Scans, _review) : [];

    /// <summary>Tables that wait because a foreign key connects them with the column.</summary>
    public IReadOnlyList<ObjectName> Partners
    {
        get
        {
            var own = new HashSet<ObjectName>(
                _reviewed.Table(Alter.Table) is { } table
                    ? new SchemaWalk(_reviewed.Before).WithDescendants(table).Select(member => member.Name)
                    : [_reviewed.NameOf(Alter.Table)]);
            return
            [
                .. _reviewed.Effects.Locks
                    .Where(held => held.Mode == LockMode.AccessExclusive && !own.Contains(held.Relation) && _reviewed.Before.Relations.Find(held.Relation) is Table)
                    .Select(held => held.Relation)
                    .Where(relation => !_reviewed.IsNew(relation)),
            ];
        }
    }

    /// <summary>What a message says of <see cref="Partners"/> behind what it says of the table; empty if there are none.</summary>
    public string AndPartners => Partners.Count == 0 ? string.Empty : ", and so do those of " + Quoted(Partners) + ", which a foreign key connects with the column";

    /// <summary>Whether the change is one between timestamp and timestamptz that would touch no row in UTC and without USING.</summary>
    public bool IsRelabelledInUtc
    {
        get
        {
            if (To is not { Schema: null, IsArray: false }) return false;
            if (From is null) return To is { Name: "timestamptz", HasModifier: false };
            if ((From.Name, To.Name) is not (("timestamp", "timestamptz") or ("timestamptz", "timestamp"))) return false;
            return Effects(Alter with { Using = null }, _reviewed.Statement.Server with { TimeZone = "UTC" }).Rewrites.IsEmpty;
        }
    }

    /// <summary>Whether USING alone is why rows are written anew.</summary>
    public bool IsForUsing => Alter.Using is not null && From is not null && Effects(Alter with { Using = null }, _reviewed.Statement.Server).Rewrites.IsEmpty;

    /// <summary>Of a column whose type is not known: what almost always only takes a limit away, or only says that times are in UTC.</summary>
    private bool IsLikelyCheap => Alter.Using is null && To is { Schema: null, IsArray: false, HasModifier: false } && To.Name switch
    {
        "text" or "varchar" => true,
        "timestamptz" => TimeZones.IsUtc(_reviewed.Statement.Server.TimeZone),
        _ => false,
    };

    /// <summary>The change that an operation is; null if it is another one, or of a table that is new.</summary>
    public static ColumnTypeChange? Of(ReviewedOperation reviewed, MigrationReview review) =>
        reviewed.Operation is AlterColumnType alter && !reviewed.IsNew(alter.Table) ? new(alter, reviewed, review) : null;

    /// <summary>Names in a message.</summary>
    public static string Quoted<T>(IEnumerable<T> names) => string.Join(", ", names.Select(name => "'" + name + "'"));

    /// <summary>Whether an index of a table that the schema does not hold has to be built again: for an expression, its WHERE, or another collation.</summary>
    private bool IsRebuilt(TableIndex index) => ExpressionText.Uses(index.Where, Alter.Column) ||
        index.Elements.Any(element => ExpressionText.Uses(element, Alter.Column) && (Alter.Collation is not null || ExpressionText.ColumnOf(element) is null));

    private OperationEffects Effects(AlterColumnType alter, ServerFacts server) => OperationEffects.Of(alter, _reviewed.Before, server);
}
