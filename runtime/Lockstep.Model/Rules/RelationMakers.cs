using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules;

/// <summary>Which migration of a project is the first to make a relation.</summary>
internal sealed class RelationMakers
{
    private readonly Dictionary<ObjectName, OtherMigration> _makers = [];

    /// <summary>Of migrations in their order.</summary>
    public RelationMakers(IEnumerable<(OtherMigration Migration, MigrationScript Script)> migrations)
    {
        foreach (var (migration, script) in migrations)
        {
            foreach (var relation in Made(script))
            {
                var name = new ObjectName(relation.Schema ?? "public", relation.Name);
                if (!_makers.TryGetValue(name, out _)) _makers[name] = migration;
            }
        }
    }

    /// <summary>The first migration that makes the relation; null if none does.</summary>
    public OtherMigration? Find(ObjectName relation) => _makers.TryGetValue(relation, out var maker) ? maker : null;

    private static IEnumerable<QualifiedName> Made(MigrationScript script) => MigrationScript.Open(script.Up).Select(operation => operation switch
    {
        CreateTable create => create.Table,
        CreatePartition create => create.Table,
        CreateTableAs create => create.Table,
        CreateView create => create.View,
        CreateMaterializedView create => create.View,
        RenameTable rename => rename.Table with { Name = rename.NewName },
        _ => (QualifiedName?)null,
    }).OfType<QualifiedName>();
}
