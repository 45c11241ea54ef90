using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>Who owns what, and who may do what with it.</content>
internal sealed partial class SchemaBuilder
{
    private static ObjectKind? KindOf(string word) => word.TrimEnd('S') switch
    {
        "TABLE" => ObjectKind.Table,
        "SEQUENCE" => ObjectKind.Sequence,
        "SCHEMA" => ObjectKind.Schema,
        "FUNCTION" or "PROCEDURE" or "ROUTINE" => ObjectKind.Routine,
        "TYPE" or "DOMAIN" => ObjectKind.Type,
        "FOREIGN SERVER" => ObjectKind.Server,
        "FOREIGN DATA WRAPPER" => ObjectKind.ForeignDataWrapper,
        _ => null,
    };

    private bool Grant(Operation operation)
    {
        var change = operation switch
        {
            GrantPrivileges grant => new Right(grant.Privileges, grant.Target, grant.Grantees, true, grant.WithGrantOption),
            RevokePrivileges revoke => new Right(revoke.Privileges, revoke.Target, revoke.Grantees, false, revoke.GrantOptionOnly),
            _ => throw new InvalidOperationException("Neither a GRANT nor a REVOKE: " + operation.GetType().Name),
        };
        // Databases, languages, settings and large objects are no part of the schema.
        if (KindOf(change.Target.Kind) is not { } kind) return true;
        if (change.Target.AllInSchemas)
        {
            foreach (var place in change.Target.Names.Select(name => QualifiedName.Parse(name).Name))
            {
                if (!HasSchema(place)) return Fail($"schema \"{place}\" does not exist");
                if (kind == ObjectKind.Routine) _routines = ObjectCollection<Routine>.Of(_routines.Select(routine => routine.Name.Schema == place && IsKind(routine, change.Target.Kind) ? Changed(routine, routine.Kind, change) : routine));
                else foreach (var relation in Relations.Where(relation => relation.Name.Schema == place && (kind == ObjectKind.Sequence ? relation is Sequence : relation is RowRelation)).ToList()) Put(Changed(relation, kind, change));
            }

            return true;
        }

        foreach (var text in change.Target.Names)
        {
            var parenthesis = text.IndexOf('(');
            var name = QualifiedName.Parse(parenthesis < 0 ? text : text.Substring(0, parenthesis));
            var item = new DatabaseObject(kind, name) { Signature = parenthesis < 0 ? null : text.Substring(parenthesis) };
            // PostgreSQL's own functions and types are not in the schema.
            if (kind == ObjectKind.Routine && FindRoutine(item) is null) continue;
            if (kind == ObjectKind.Type && FindType(name) is null && BuiltIns.Type(name.Name) is not null) continue;
            var own = kind == ObjectKind.Table && Find(name) is Sequence ? ObjectKind.Sequence : kind;
            Update(item, ifExists: false, it => Changed(it, own, change));
        }

        return true;
    }

    private static bool IsKind(Routine routine, string word) => word switch
    {
        "FUNCTIONS" => routine.Kind != ObjectKind.Procedure,
        "PROCEDURES" => routine.Kind == ObjectKind.Procedure,
        _ => true,
    };

    private readonly record struct Right(EquatableArray<string> Privileges, GrantTarget Target, EquatableArray<string> Grantees, bool Gives, bool Option);

    private T Changed<T>(T item, ObjectKind kind, Right change)
        where T : SchemaObject
    {
        var grants = item.Grants;
        foreach (var grantee in change.Grantees)
        {
            // Before PostgreSQL 17 a table's owner, and since then too, has all rights of it.
            foreach (var privilege in change.Privileges.SelectMany(privilege => Single(privilege, kind)))
            {
                grants = change.Gives
                    ? SchemaGrants.Granted(grants, kind, privilege, grantee, change.Option)
                    : SchemaGrants.Revoked(grants, kind, privilege, grantee, change.Option);
                // A right on the whole table that goes takes those on its columns along.
                if (!change.Gives && !change.Option && privilege.IndexOf('(') < 0)
                {
                    grants = new(grants.Where(grant => SchemaGrants.Read(grant) is var read && !(read.Grantee == grantee && read.Privilege.StartsWith(privilege + " (", StringComparison.Ordinal))));
                }
            }
        }

        return item with { Grants = grants };
    }

    /// <summary>Each privilege for itself: of ALL, and of columns.</summary>
    private IEnumerable<string> Single(string privilege, ObjectKind kind)
    {
        var open = privilege.IndexOf('(');
        var bare = open < 0 ? privilege : privilege.Substring(0, open).Trim();
        var all = bare is "ALL" or "ALL PRIVILEGES" ? SchemaGrants.All(open < 0 ? kind : ObjectKind.Column, _before.ServerVersion) : [bare];
        if (open < 0) return all;
        var columns = privilege.Substring(open + 1).TrimEnd(')').Split(',').Select(column => SqlIdentifier.Quote(QualifiedName.Parse(column.Trim()).Name));
        return columns.SelectMany(column => all.Select(each => each + " (" + column + ")"));
    }

    private bool Alter(AlterDefaultPrivileges alter)
    {
        var change = alter.Change switch
        {
            GrantPrivileges grant => new Right(grant.Privileges, grant.Target, grant.Grantees, true, grant.WithGrantOption),
            RevokePrivileges revoke => new Right(revoke.Privileges, revoke.Target, revoke.Grantees, false, revoke.GrantOptionOnly),
            _ => default,
        };
        var kind = change.Target.Kind switch
        {
            "ROUTINES" => "FUNCTIONS",
            var word => word,
        };
        foreach (var role in alter.Roles.IsEmpty ? [string.Empty] : alter.Roles.AsEnumerable())
        {
            foreach (var place in alter.Schemas.IsEmpty ? [string.Empty] : alter.Schemas.AsEnumerable())
            {
                var name = new ObjectName(place, role, kind);
                var changed = Changed(_defaults.Find(name) ?? new(name), KindOf(kind) ?? ObjectKind.LargeObject, change);
                _defaults = changed.Grants.IsEmpty ? _defaults.Without(name) : _defaults.With(changed);
            }
        }

        return true;
    }

    /// <summary>A new object, with what such objects get granted.</summary>
    private T Defaulted<T>(T item, ObjectKind kind)
        where T : SchemaObject
    {
        var word = kind switch
        {
            ObjectKind.Table => "TABLES",
            ObjectKind.Sequence => "SEQUENCES",
            ObjectKind.Type => "TYPES",
            ObjectKind.Schema => "SCHEMAS",
            _ => "FUNCTIONS",
        };
        var grants = item.Grants;
        foreach (var known in _defaults.Where(known => known.Name.Signature == word && known.Name.Schema is var place && (place.Length == 0 || place == item.Name.Schema) && IsMine(known.Name.Name)))
        {
            foreach (var grant in known.Grants)
            {
                var (privilege, grantee, isGrantable, isMissing) = SchemaGrants.Read(grant);
                grants = isMissing ? SchemaGrants.Revoked(grants, kind, privilege, grantee, onlyOption: false) : SchemaGrants.Granted(grants, kind, privilege, grantee, isGrantable);
            }
        }

        return item with { Grants = grants };
    }

    private bool IsMine(string role) => role.Length == 0 || role is "CURRENT_USER" or "CURRENT_ROLE" or "SESSION_USER" || role == _before.Role;

    private bool Reassign(ReassignOwned reassign)
    {
        ForEach(item => item.Owner is { } owner && reassign.Roles.Contains(owner) ? item with { Owner = reassign.NewOwner } : item);
        return true;
    }

    private bool Drop(DropOwned drop)
    {
        bool IsOwned(SchemaObject item) => item.Owner is { } owner && drop.Roles.Contains(owner);
        _going.UnionWith(Relations.Where(IsOwned).Select(relation => relation.Name));
        foreach (var relation in Relations.Where(relation => IsOwned(relation) && relation is not TableIndex).ToList()) Remove(relation, drop.Cascade);
        _going.Clear();
        foreach (var type in _types.Where(IsOwned).ToList()) DropType(new(ObjectKind.Type, type.Name.ToQualifiedName()), ifExists: true, drop.Cascade);
        foreach (var routine in _routines.Where(IsOwned).ToList()) DropRoutine(routine, drop.Cascade);
        foreach (var other in _others.Where(IsOwned).ToList()) _others = _others.Without(other.Name);
        foreach (var schema in _schemas.Where(IsOwned).ToList()) DropSchema(schema.Name.Name, new(new(ObjectKind.Schema, schema.Name.ToQualifiedName())) { IfExists = true, Cascade = drop.Cascade });
        ForEach(item => item with { Grants = new(item.Grants.Where(grant => !drop.Roles.Contains(SchemaGrants.Read(grant).Grantee))) });
        foreach (var known in _defaults.ToList())
        {
            var left = known with { Grants = new(known.Grants.Where(grant => !drop.Roles.Contains(SchemaGrants.Read(grant).Grantee))) };
            _defaults = left.Grants.IsEmpty || drop.Roles.Contains(known.Name.Name) ? _defaults.Without(known.Name) : _defaults.With(left);
        }

        // A policy that was for the role alone goes; of others it goes out.
        foreach (var table in Tables.Where(table => table.Policies.Any(policy => policy.Definition.Roles.Any(role => drop.Roles.Contains(role)))).ToList())
        {
            Put(table with
            {
                Policies = new(table.Policies
                    .Where(policy => policy.Definition.Roles.IsEmpty || policy.Definition.Roles.Any(role => !drop.Roles.Contains(role)))
                    .Select(policy => policy with { Definition = policy.Definition with { Roles = new(policy.Definition.Roles.Where(role => !drop.Roles.Contains(role))) } })),
            });
        }

        return true;
    }

    private void ForEach(Func<SchemaObject, SchemaObject> change)
    {
        _schemas = ObjectCollection<NamespaceObject>.Of(_schemas.Select(item => (NamespaceObject)change(item)));
        Relations = ObjectCollection<Relation>.Of(Relations.Select(item => (Relation)change(item)));
        _types = ObjectCollection<UserType>.Of(_types.Select(item => (UserType)change(item)));
        _routines = ObjectCollection<Routine>.Of(_routines.Select(item => (Routine)change(item)));
        _others = ObjectCollection<OtherObject>.Of(_others.Select(item => (OtherObject)change(item)));
    }

    private bool Own(SetOwner set)
    {
        // An index belongs to its table's owner: PostgreSQL warns, and does nothing.
        if (set.Object.Kind is ObjectKind.Index or ObjectKind.Table && Find(set.Object.Name) is TableIndex) return true;
        Update(set.Object, set.IfExists, it => it with { Owner = set.Owner });
        if (_failed || set.Object.Kind is not (ObjectKind.Table or ObjectKind.MaterializedView) || Find(set.Object.Name) is not RowRelation relation) return true;
        // A table's indexes, and the sequences of its columns, belong to its owner.
        foreach (var index in Indexes(relation.Name).ToList()) Put(index with { Owner = set.Owner });
        foreach (var sequence in Relations.OfType<Sequence>().Where(sequence => sequence.OwnerTable == relation.Name).ToList()) Put(sequence with { Owner = set.Owner });
        return true;
    }

    /// <summary>Notes, or forgets, that an object is dropped with an extension.</summary>
    private bool Depend(SetExtensionDependency set)
    {
        if (_others.Find(new(string.Empty, set.Extension, nameof(ObjectKind.Extension))) is null) return Fail($"extension \"{set.Extension}\" does not exist");
        EquatableArray<string> Changed(EquatableArray<string> extensions) =>
            new((set.Depends ? extensions.Append(set.Extension) : extensions.Where(name => name != set.Extension)).Distinct().OrderBy(name => name, StringComparer.Ordinal));
        if (set.Object is not { Kind: ObjectKind.Trigger, Of: { } owner }) return Update(set.Object, ifExists: false, it => it with { DropsWith = Changed(it.DropsWith) });
        if (Find(owner) is not RowRelation relation || relation.Triggers.All(trigger => trigger.Name != set.Object.Name.Name)) return Fail($"trigger \"{set.Object.Name}\" for table \"{owner}\" does not exist");
        return Set(relation with { Triggers = Replaced(relation.Triggers, trigger => trigger.Name == set.Object.Name.Name, trigger => trigger with { DropsWith = Changed(trigger.DropsWith) }) });
    }
}
