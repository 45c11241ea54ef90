using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>ALTER TYPE of a composite type's attributes: the type is locked as a relation, and the tables that are made of it follow.</summary>
internal static class CompositeTypeEffects
{
    public static void Add(EffectsBuilder effects, FieldChange change)
    {
        effects.Because(0, "metadata only");
        effects.LockType(change.Type, LockMode.AccessExclusive);
        if (!change.Cascade) return;
        foreach (var table in effects.Schema.Relations.OfType<Table>().Where(table => table.OfType is { } type && effects.IsType(type, change.Type)).ToList())
        {
            AlterTableEffects.Add(effects, EquatableArray.Of(OnTable(table, change)));
        }
    }

    private static Operation OnTable(Table table, FieldChange change)
    {
        var name = table.Name.ToQualifiedName();
        return change switch
        {
            AddField add => new AddColumn(name, add.Definition),
            AlterFieldType alter => new AlterColumnType(name, alter.Attribute, alter.NewType) { Collation = alter.Collation },
            _ => new DropColumn(name, change.Attribute) { Cascade = true },
        };
    }
}
