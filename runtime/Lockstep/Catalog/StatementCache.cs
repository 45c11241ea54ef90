using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Catalog;

/// <summary>Statements of a catalog that were read already: one who loads a schema again finds most as they were.</summary>
internal sealed class StatementCache
{
    private readonly Dictionary<string, Operation> _read = new(StringComparer.Ordinal);

    /// <summary>The one operation that a statement of the catalog performs.</summary>
    public T Read<T>(string sql)
        where T : Operation
    {
        if (_read.TryGetValue(sql, out var known) && known is T same) return same;
        if (SqlReader.Read(sql) is not [{ Meaning: [T operation] }]) throw new InvalidOperationException($"The catalog holds a statement that Lockstep can't read as {typeof(T).Name}: {sql}");
        operation = operation with { Origin = Origin.None };
        _read[sql] = operation;
        return operation;
    }
}
