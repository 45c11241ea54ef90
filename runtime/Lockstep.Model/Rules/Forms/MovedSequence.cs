using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>The sequence that numbers a column, a serial's or an identity's, and goes on where it is for the column that takes over.</summary>
internal sealed class MovedSequence
{
    private readonly QualifiedName _table;
    private readonly QualifiedName _name;
    private readonly Sequence _sequence;
    private readonly Identity _identity;
    private readonly string _aside;
    private readonly string? _wider;
    private readonly string? _narrower;

    /// <summary>The sequence of a column that moves.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="identity">Whether it is an identity's, and of which kind.</param>
    /// <param name="table">The table, as the statement names it.</param>
    /// <param name="aside">A name that nothing has.</param>
    /// <param name="to">The type that the column gets.</param>
    /// <param name="reviewed">The statement.</param>
    /// <param name="review">The migration, which may give the sequence its type itself.</param>
    public MovedSequence(Sequence sequence, Identity identity, QualifiedName table, string aside, TypeReference to, ReviewedOperation reviewed, MigrationReview review)
    {
        (_sequence, _identity, _table, _aside) = (sequence, identity, table, aside);
        var own = sequence.Name.ToQualifiedName();
        // A sequence without a schema is made in the first of the path.
        _name = table.Schema is null && reviewed.Before.SearchPath is [var first, ..] && first == own.Schema ? own with { Schema = null } : own;
        var type = (review.AfterUp.Relations.Find(sequence.Name) as Sequence ?? sequence).Settings.Type ?? "int8";
        if (Design.SequenceEnd.OfType(to.Name) is not { } end || Design.SequenceEnd.OfType(type) is not { } now || now >= end) return;
        (_wider, _narrower) = (TypeNarrowing.Name(to), TypeNarrowing.Name(TypeReference.Parse(type)));
    }

    /// <summary>
    /// An identity goes to another column: that gets a sequence of its own, under the same name and with what the old one has come to. Who renames a
    /// sequence keeps all others from taking values until the end of the transaction, so none is given away twice.
    /// </summary>
    public IEnumerable<Operation> Identify(string column, string other)
    {
        if (_identity == Identity.None) yield break;
        var aside = _name with { Name = _aside };
        yield return new RenameTable(_name, _aside) { Relation = RelationKind.Sequence };
        yield return new AddIdentity(_table, other, _identity) { Sequence = _sequence.Settings with { Type = null, SequenceName = _name } };
        yield return SqlReader.Read($"SELECT setval({SqlLiteral.Text(_name.ToSql())}, last_value, is_called) FROM {aside.ToSql()}")[0] with { Origin = Origin.None };
        yield return new DropIdentity(_table, column);
    }

    /// <summary>A serial's sequence goes with another column, and as far as that goes.</summary>
    /// <param name="column">The column.</param>
    /// <param name="isBack">Whether it is the old one again.</param>
    public IEnumerable<Operation> Own(string column, bool isBack)
    {
        if (_identity != Identity.None) yield break;
        yield return new AlterSequence(_name, new() { Type = isBack ? _narrower : _wider, OwnedBy = _table.ToSql() + "." + SqlIdentifier.Quote(column) });
    }
}
