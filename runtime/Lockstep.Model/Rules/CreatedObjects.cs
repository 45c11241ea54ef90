using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules;

/// <summary>
/// The tables that a migration has made so far. No other session has seen them and they are empty, so what would block or lose
/// something elsewhere does no harm on them.
/// </summary>
internal sealed class CreatedObjects
{
    private readonly List<QualifiedName> _tables = [];

    /// <summary>Takes note of an operation.</summary>
    public void Note(Operation operation)
    {
        switch (operation)
        {
            // With IF NOT EXISTS it may be an old table, full and in use.
            case CreateTable { IfNotExists: false } create:
                _tables.Add(create.Table);
                break;
            case CreateTable { Temporary: true } create:
                _tables.Add(create.Table);
                break;
            case CreatePartition create:
                _tables.Add(create.Table);
                break;
            case DropTable drop:
                _tables.RemoveAll(table => table == drop.Table);
                break;
        }
    }

    /// <summary>Whether the table is one of them.</summary>
    public bool Contains(QualifiedName table) => _tables.Exists(created => created == table);
}
