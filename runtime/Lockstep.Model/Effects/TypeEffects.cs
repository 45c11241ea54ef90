using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Effects;

/// <summary>Types and domains.</summary>
internal static class TypeEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case AddDomainConstraint { Constraint: NotNullConstraint { NotValid: false } } add:
                SetNotNull(effects, add.Domain);
                return true;
            case AddDomainConstraint add:
                if (!add.Constraint.NotValid) Check(effects, add.Domain);
                break;
            case ValidateDomainConstraint validate:
                Check(effects, validate.Domain);
                break;
            case SetDomainNotNull { NotNull: true } set:
                SetNotNull(effects, set.Domain);
                return true;
            case SetDomainNotNull or SetDomainDefault or DropDomainConstraint or CreateDomain:
            case CreateEnumType or AddEnumValue or RenameEnumValue or CreateCompositeType or CreateRangeType:
                break;
            case RenameObject { Object: { Kind: ObjectKind.Attribute, Of: { } type } } rename:
                RenameField(effects, type, rename.Cascade);
                break;
            case RenameObject { Object: { Kind: ObjectKind.Type or ObjectKind.Domain } item }:
                effects.LockType(item.Name, LockMode.AccessExclusive);
                break;
            case SetOwner { Object: { Kind: ObjectKind.Type or ObjectKind.Domain } item }:
                effects.LockType(item.Name, LockMode.AccessExclusive);
                break;
            case DropObject { Object: { Kind: ObjectKind.Type or ObjectKind.Domain } item } drop:
                effects.LockType(item.Name, LockMode.AccessExclusive);
                Vanished.Add(effects, drop);
                break;
            default:
                return false;
        }

        effects.Because(0, "metadata only");
        return true;
    }

    private static void RenameField(EffectsBuilder effects, QualifiedName name, bool cascade)
    {
        effects.LockType(name, LockMode.AccessExclusive);
        if (cascade) effects.Lock(effects.Schema.Relations.OfType<Table>().Where(table => table.OfType is { } type && effects.IsType(type, name)), LockMode.AccessExclusive);
    }

    private static void SetNotNull(EffectsBuilder effects, QualifiedName name)
    {
        if (Find(effects, name) is DomainType { NotNull: true }) effects.Because(0, "nothing to do: the domain refuses nulls already");
        else Check(effects, name);
    }

    /// <summary>Every table with a column of the domain, or of one that is made of it, is read.</summary>
    private static void Check(EffectsBuilder effects, QualifiedName name)
    {
        if (Find(effects, name) is not DomainType domain)
        {
            effects.Uncertain();
            return;
        }

        var types = new List<string> { domain.Name.ToQualifiedName().ToSql() };
        for (var at = 0; at < types.Count; at++)
        {
            types.AddRange(effects.Schema.Types.OfType<DomainType>().Where(other => other.Type == types[at]).Select(other => other.Name.ToQualifiedName().ToSql()));
        }

        foreach (var relation in effects.Schema.Relations.OfType<RowRelation>().Where(SchemaWalk.HasFile))
        {
            if (!relation.Columns.Any(column => types.Contains(column.Type))) continue;
            effects.Lock(relation, LockMode.Share);
            effects.Scan(relation);
            effects.Because(1, "reads every table that has a column of the domain; writes to them wait");
        }

        effects.Because(0, "metadata only: no table has a column of the domain");
    }

    private static UserType? Find(EffectsBuilder effects, QualifiedName name)
    {
        if (name.Schema is { } schema) return effects.Schema.Types.Find(new(schema, name.Name));
        return effects.Schema.SearchPath.Select(place => effects.Schema.Types.Find(new(place, name.Name))).FirstOrDefault(type => type is not null);
    }
}
