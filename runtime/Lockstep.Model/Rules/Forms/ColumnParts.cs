using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>What belongs to a column and moves with it: indexes, keys, checks, foreign keys, and the sequence that numbers it.</summary>
/// <param name="table">The table, as the statement names it.</param>
/// <param name="choose">Gives a name with a label behind it that nothing has.</param>
/// <param name="indexes">Its indexes, also those of keys.</param>
/// <param name="constraints">Its checks and foreign keys.</param>
/// <param name="sequences">What numbers it.</param>
internal sealed class ColumnParts(
    QualifiedName table,
    Func<string, string, string> choose,
    IReadOnlyList<MovedIndex> indexes,
    IReadOnlyList<MovedConstraint> constraints,
    IReadOnlyList<MovedSequence> sequences)
{
    /// <summary>Whether indexes are built, which ends the transaction before it.</summary>
    public bool HasIndexes => indexes.Count > 0;

    /// <summary>Whether a check or foreign key moves.</summary>
    public bool HasConstraints => constraints.Count > 0;

    /// <summary>Whether the index of a key is built.</summary>
    public bool HasKeys => Keys.Any();

    private IEnumerable<MovedIndex> Keys => indexes.Where(index => index.IsKey);

    private IEnumerable<MovedIndex> Plain => indexes.Where(index => !index.IsKey);

    /// <summary>Builds the indexes for another column, under their names with a label.</summary>
    public IEnumerable<Operation> Build(string other, string label) => indexes.Select(index => index.Build(choose(index.Name, label), other));

    /// <summary>Builds the keys' indexes for another column.</summary>
    public IEnumerable<Operation> BuildKeys(string other, string label) => Keys.Select(index => index.Build(choose(index.Name, label), other));

    /// <summary>Builds the other indexes for another column.</summary>
    public IEnumerable<Operation> BuildPlain(string other, string label) => Plain.Select(index => index.Build(choose(index.Name, label), other));

    /// <summary>Drops the indexes that are no keys'.</summary>
    public IEnumerable<Operation> DropPlain(string label) => Plain.Select(index => new DropIndex(new(table.Schema, choose(index.Name, label))) { Concurrently = true });

    /// <summary>Makes the checks and foreign keys for another column, and validates them.</summary>
    public IEnumerable<Operation> Constrain(string other, string label) => constraints.SelectMany(constraint => constraint.Steps(other, choose(constraint.Name, label)));

    /// <summary>Drops the constraints of the column.</summary>
    public IEnumerable<Operation> Release() => Keys.Select(key => key.Name).Concat(constraints.Select(constraint => constraint.Name)).Select(name => new DropConstraint(table, name));

    /// <summary>An identity goes to another column.</summary>
    public IEnumerable<Operation> Identify(string column, string other) => sequences.SelectMany(sequence => sequence.Identify(column, other));

    /// <summary>A serial's sequence goes with another column.</summary>
    public IEnumerable<Operation> Own(string column, bool isBack) => sequences.SelectMany(sequence => sequence.Own(column, isBack));

    /// <summary>What was built for another column gets the names of the column's own.</summary>
    /// <param name="incoming">The label of what was built.</param>
    /// <param name="outgoing">The label that indexes get which stay.</param>
    public IEnumerable<Operation> Adopt(string incoming, string outgoing)
    {
        foreach (var key in Keys) yield return key.Adopt(choose(key.Name, incoming));
        foreach (var index in Plain)
        {
            yield return index.Rename(index.Name, choose(index.Name, outgoing));
            yield return index.Rename(choose(index.Name, incoming), index.Name);
        }

        foreach (var constraint in constraints) yield return new RenameConstraint(table, choose(constraint.Name, incoming), constraint.Name);
    }
}
