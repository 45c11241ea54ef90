using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>What statements do alike with objects of all kinds: drop, rename, move, own, comment, grant.</content>
internal sealed partial class SchemaBuilder
{
    private bool Drop(DropObject drop)
    {
        var item = drop.Object;
        switch (item.Kind)
        {
            case ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.ForeignTable:
                var kind = item.Kind switch
                {
                    ObjectKind.View => RelationKind.View,
                    ObjectKind.MaterializedView => RelationKind.MaterializedView,
                    ObjectKind.Sequence => RelationKind.Sequence,
                    _ => RelationKind.ForeignTable,
                };
                return Drop(item.Name, kind, drop.IfExists, drop.Cascade);
            case ObjectKind.Type or ObjectKind.Domain:
                return DropType(item, drop.IfExists, drop.Cascade);
            case ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate:
                return DropRoutine(item, drop);
            case ObjectKind.Schema:
                return DropSchema(item.Name.Name, drop);
            case ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy:
                return DropOnTable(item, drop.IfExists);
        }

        var name = OtherName(item.Kind, Qualified(item));
        if (_others.Find(name) is null && !IsOlder(item.Kind))
        {
            return drop.IfExists || Fail($"{item.Kind.Words().ToLowerInvariant()} \"{item.Name}\" does not exist");
        }

        if (item.Kind == ObjectKind.Extension && RemoveUsers(item.Name.Name, drop.Cascade)) return true;
        if (RemoveUsers(item.Kind, item.Name.Name, drop.Cascade)) return true;
        _others = _others.Without(name);
        return true;
    }

    /// <summary>What is dropped with an extension, or needs the language that it brings; true if that is in the way.</summary>
    private bool RemoveUsers(string extension, bool cascade)
    {
        foreach (var routine in _routines.Where(routine => routine.DropsWith.Contains(extension) || routine.Definition is CreateRoutine { Language: { } language } && language == extension).ToList())
        {
            if (!routine.DropsWith.Contains(extension) && !Goes(cascade, "extension " + extension, "function " + routine.Name)) return true;
            DropRoutine(routine, cascade: true);
        }

        foreach (var relation in Relations.Where(relation => relation.DropsWith.Contains(extension)).ToList()) Remove(relation, cascade: true);
        foreach (var relation in Relations.OfType<RowRelation>().Where(relation => relation.Triggers.Any(trigger => trigger.DropsWith.Contains(extension))).ToList())
        {
            Put(relation with { Triggers = new(relation.Triggers.Where(trigger => !trigger.DropsWith.Contains(extension))) });
        }

        return _failed;
    }

    private bool DropRoutine(DatabaseObject item, DropObject drop)
    {
        if (FindRoutine(item) is not { } routine) return drop.IfExists || Fail($"function {item.Name}{item.Signature} does not exist");
        return DropRoutine(routine, drop.Cascade);
    }

    private bool DropRoutine(Routine routine, bool cascade)
    {
        var what = "function " + routine.Name;
        foreach (var relation in Relations.OfType<RowRelation>().ToList())
        {
            foreach (var trigger in relation.Triggers.Where(trigger => Names(trigger.Definition.Function, routine.Name)))
            {
                if (!trigger.Inherited && !Goes(cascade, what, $"trigger {trigger.Name} on table {relation.Name}")) return true;
                var now = (RowRelation)RelationAt(relation.Name)!;
                Put(now with { Triggers = new(now.Triggers.Where(it => it.Name != trigger.Name)) });
            }
        }

        foreach (var trigger in _others.Where(other => other.Definition is CreateEventTrigger on && Names(on.Function, routine.Name)).ToList())
        {
            if (!Goes(cascade, what, $"event trigger {trigger.Name.Name}")) return true;
            _others = _others.Without(trigger.Name);
        }

        var schema = Build();
        RemoveOthers(other => other.Kind == ObjectKind.Cast && OtherForms.Casts(other, routine, schema), what, cascade);
        RemoveUsers(new ReferenceFinder(schema, routine.Name.Name, reference => reference.Kind == ReferenceKind.Routine && reference.Target == routine.Name), cascade, what);
        if (!_failed) _routines = _routines.Without(routine.Name);
        return true;
    }

    private static bool Names(QualifiedName name, ObjectName routine) => name.Name == routine.Name && (name.Schema is null || name.Schema == routine.Schema);

    private bool DropSchema(string name, DropObject drop)
    {
        if (_schemas.Find(new(string.Empty, name)) is null) return drop.IfExists || Fail($"schema \"{name}\" does not exist");
        foreach (var relation in Relations.Where(relation => relation.Name.Schema == name).ToList())
        {
            if (!Goes(drop.Cascade, "schema " + name, Word(relation) + " " + relation.Name)) return true;
            Remove(relation, cascade: true);
        }

        foreach (var type in _types.Where(type => type.Name.Schema == name).ToList())
        {
            if (!Goes(drop.Cascade, "schema " + name, "type " + type.Name)) return true;
            DropType(new(ObjectKind.Type, type.Name.ToQualifiedName()), ifExists: true, cascade: true);
        }

        foreach (var routine in _routines.Where(routine => routine.Name.Schema == name).ToList())
        {
            if (!Goes(drop.Cascade, "schema " + name, "function " + routine.Name)) return true;
            DropRoutine(routine, cascade: true);
        }

        foreach (var other in _others.Where(other => other.Name.Schema == name).ToList()) _others = _others.Without(other.Name);
        _schemas = _schemas.Without(new(string.Empty, name));
        return true;
    }

    private bool DropOnTable(DatabaseObject item, bool ifExists)
    {
        if (item.Of is not { } owner || Find(owner) is not RowRelation relation) return ifExists || Fail($"relation \"{item.Of}\" does not exist");
        var name = item.Name.Name;
        var now = item.Kind switch
        {
            ObjectKind.Trigger => relation with { Triggers = new(relation.Triggers.Where(trigger => trigger.Name != name)) },
            ObjectKind.Rule => relation with { Rules = new(relation.Rules.Where(rule => rule.Name != name)) },
            _ => relation is Table table ? table with { Policies = new(table.Policies.Where(policy => policy.Name != name)) } : relation,
        };
        if (now == relation) return ifExists || Fail($"{item.Kind.ToString().ToLowerInvariant()} \"{name}\" for table \"{relation.Name}\" does not exist");
        Put(now);
        foreach (var child in item.Kind == ObjectKind.Trigger ? Children(relation.Name).ToList() : [])
        {
            if (child.Triggers.Any(trigger => trigger.Name == name && trigger.Inherited)) DropOnTable(item with { Of = child.Name.ToQualifiedName() }, ifExists);
        }

        return true;
    }

    private bool Rename(RenameObject rename)
    {
        var item = rename.Object;
        var name = item.Name.Name;
        switch (item.Kind)
        {
            case ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy:
                if (item.Of is not { } owner || Find(owner) is not RowRelation relation) return rename.IfExists || Fail($"relation \"{item.Of}\" does not exist");
                var now = relation with
                {
                    Triggers = item.Kind != ObjectKind.Trigger ? relation.Triggers : new(Replaced(relation.Triggers, it => it.Name == name, it => it with { Name = rename.NewName, Definition = it.Definition with { Name = rename.NewName } }).OrderBy(it => it.Name, StringComparer.Ordinal)),
                    Rules = item.Kind != ObjectKind.Rule ? relation.Rules : new(Replaced(relation.Rules, it => it.Name == name, it => it with { Name = rename.NewName, Definition = it.Definition with { Name = rename.NewName } }).OrderBy(it => it.Name, StringComparer.Ordinal)),
                };
                if (now is Table table && item.Kind == ObjectKind.Policy)
                {
                    now = table with { Policies = new(Replaced(table.Policies, it => it.Name == name, it => it with { Name = rename.NewName, Definition = it.Definition with { Name = rename.NewName } }).OrderBy(it => it.Name, StringComparer.Ordinal)) };
                }

                if (now == relation) return Fail($"{item.Kind.ToString().ToLowerInvariant()} \"{name}\" for table \"{relation.Name}\" does not exist");
                Put(now);
                foreach (var child in item.Kind == ObjectKind.Trigger ? Children(relation.Name).Where(child => child.Triggers.Any(trigger => trigger.Name == name && trigger.Inherited)).ToList() : [])
                {
                    Rename(rename with { Object = item with { Of = child.Name.ToQualifiedName() } });
                }

                return true;
            case ObjectKind.Type or ObjectKind.Domain:
                return RenameType(item.Name, type => type with { Name = rename.NewName });
            case ObjectKind.Attribute when item.Of is { } composite:
                return RenameField(composite, name, rename);
            case ObjectKind.DomainConstraint when item.Of is { } domain:
                return Change<DomainType>(domain, type => type with { Constraints = Sorted(Replaced(type.Constraints, it => it.Name == name, it => Named(it, rename.NewName))) });
            case ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate:
                return RenameRoutine(item, old => old with { Name = rename.NewName });
            case ObjectKind.Schema:
                return RenameSchema(name, rename.NewName);
            default:
                var key = OtherName(item.Kind, Qualified(item));
                if (_others.Find(key) is not { } other) return IsOlder(item.Kind) || Fail($"{item.Kind.Words().ToLowerInvariant()} \"{name}\" does not exist");
                if (_others.Find(key with { Name = rename.NewName }) is not null) return Fail($"{item.Kind.Words().ToLowerInvariant()} \"{rename.NewName}\" already exists");
                _others = _others.Without(key).With(Renamed(other, rename.NewName));
                foreach (var foreign in item.Kind == ObjectKind.Server ? Tables.Where(it => it.Server == name).ToList() : []) Put(foreign with { Server = rename.NewName });
                return true;
        }
    }

    private bool RenameType(QualifiedName name, Func<ObjectName, ObjectName> change)
    {
        if (FindType(name) is not { } type) return Fail($"type \"{name}\" does not exist");
        var renamed = type with { Name = change(type.Name) };
        if (renamed.Name == type.Name) return true;
        if (_types.Find(renamed.Name) is not null) return Fail($"type \"{renamed.Name}\" already exists");
        Follow(type.Name, renamed.Name, ReferenceKind.Type);
        FollowTypeInRoutines(type.Name, renamed.Name);
        FollowType(type.Name.ToQualifiedName().ToSql(), renamed.Name.ToQualifiedName().ToSql());
        _types = _types.Without(type.Name).With(_types.Find(type.Name)! with { Name = renamed.Name });
        foreach (var table in Tables.Where(table => table.OfType == type.Name).ToList()) Put(table with { OfType = renamed.Name });

        return true;
    }

    private bool RenameRoutine(DatabaseObject item, Func<ObjectName, ObjectName> change)
    {
        if (FindRoutine(item) is not { } routine) return Fail($"function {item.Name}{item.Signature} does not exist");
        var name = change(routine.Name);
        if (_routines.Find(name) is not null) return Fail($"function \"{name}\" already exists");
        Follow(routine.Name, name, ReferenceKind.Routine);
        routine = _routines.Find(routine.Name)!;
        var definition = routine.Definition is CreateRoutine create ? create with { Routine = name.ToQualifiedName() } : routine.Definition;
        _routines = _routines.Without(routine.Name).With(routine with { Name = name, Definition = definition });
        foreach (var relation in Relations.OfType<RowRelation>().ToList())
        {
            Put(relation with
            {
                Triggers = Replaced(
                    relation.Triggers,
                    trigger => Names(trigger.Definition.Function, routine.Name),
                    trigger => trigger with { Definition = trigger.Definition with { Function = new(trigger.Definition.Function.Schema is null ? null : name.Schema, name.Name) } }),
            });
        }

        return true;
    }

    private bool RenameSchema(string name, string newName)
    {
        if (_schemas.Find(new(string.Empty, name)) is not { } schema) return Fail($"schema \"{name}\" does not exist");
        _schemas = _schemas.Without(schema.Name).With(schema with { Name = new(string.Empty, newName) });
        foreach (var type in _types.Where(type => type.Name.Schema == name).ToList()) RenameType(type.Name.ToQualifiedName(), old => old with { Schema = newName });
        foreach (var relation in Relations.Where(relation => relation.Name.Schema == name).ToList())
        {
            if (RelationAt(relation.Name) is { } now) Rekey(now, now.Name with { Schema = newName });
        }

        foreach (var routine in _routines.Where(routine => routine.Name.Schema == name).ToList()) _routines = _routines.Without(routine.Name).With(routine with { Name = routine.Name with { Schema = newName } });
        return true;
    }

    private bool Move(SetObjectSchema set)
    {
        if (!HasSchema(set.Schema)) return Fail($"schema \"{set.Schema}\" does not exist");
        switch (set.Object.Kind)
        {
            case ObjectKind.Type or ObjectKind.Domain:
                return RenameType(set.Object.Name, name => name with { Schema = set.Schema });
            case ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate:
                return RenameRoutine(set.Object, name => name with { Schema = set.Schema });
        }

        var key = OtherName(set.Object.Kind, Qualified(set.Object));
        if (_others.Find(key) is not { } other) return IsOlder(set.Object.Kind) || Fail($"{set.Object.Kind.Words().ToLowerInvariant()} \"{set.Object.Name}\" does not exist");
        _others = IsInSchema(set.Object.Kind)
            ? _others.Without(key).With(other with { Name = key with { Schema = set.Schema } })
            : _others.With(other with { Changes = other.Changes.With(set with { Origin = Origin.None }) });
        return true;
    }

    private bool CommentOn(SetComment set)
    {
        var item = set.Object;
        var name = item.Name.Name;
        if (item.Of is not { } owner) return Update(item, ifExists: false, it => it with { Comment = set.Text });
        if (item.Kind == ObjectKind.DomainConstraint)
        {
            return Change<DomainType>(owner, domain => domain with { Constraints = Replaced(domain.Constraints, it => it.Name == name, it => it with { Comment = set.Text }) });
        }

        if (Find(owner) is not RowRelation relation)
        {
            return FindType(owner) is CompositeType
                ? Change<CompositeType>(owner, type => type with { Attributes = Replaced(type.Attributes, it => it.Name == name, it => it with { Comment = set.Text }) })
                : Fail($"relation \"{owner}\" does not exist");
        }

        var known = item.Kind switch
        {
            ObjectKind.Column => relation.Column(name) is not null || relation is View,
            ObjectKind.Trigger => relation.Triggers.Any(it => it.Name == name),
            ObjectKind.Rule => relation.Rules.Any(it => it.Name == name),
            ObjectKind.Policy => relation is Table table && table.Policies.Any(it => it.Name == name),
            _ => relation is Table table && table.Constraint(name) is not null,
        };
        if (!known) return Fail($"{item.Kind.Words().ToLowerInvariant()} \"{name}\" of \"{relation.Name}\" does not exist");
        RowRelation now = item.Kind switch
        {
            ObjectKind.Column => relation with { Columns = Replaced(relation.Columns, it => it.Name == name, it => it with { Comment = set.Text }) },
            ObjectKind.Trigger => relation with { Triggers = Replaced(relation.Triggers, it => it.Name == name, it => it with { Comment = set.Text }) },
            ObjectKind.Rule => relation with { Rules = Replaced(relation.Rules, it => it.Name == name, it => it with { Comment = set.Text }) },
            ObjectKind.Policy => (Table)relation with { Policies = Replaced(((Table)relation).Policies, it => it.Name == name, it => it with { Comment = set.Text }) },
            _ => (Table)relation with { Constraints = Replaced(((Table)relation).Constraints, it => it.Name == name, it => it with { Comment = set.Text }) },
        };
        return Set(now);
    }

    /// <summary>Changes what all objects have: owner, comment, grants.</summary>
    private bool Update(DatabaseObject item, bool ifExists, Func<SchemaObject, SchemaObject> change)
    {
        switch (item.Kind)
        {
            case ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Index or ObjectKind.Sequence:
                // PostgreSQL's own tables are not in the schema.
                return Find(item.Name) is { } relation ? Set((Relation)change(relation)) : ifExists || item.Name.Name.StartsWith("pg_", StringComparison.Ordinal) || Fail($"relation \"{item.Name}\" does not exist");
            case ObjectKind.Type or ObjectKind.Domain:
                if (FindType(item.Name) is not { } type) return Fail($"type \"{item.Name}\" does not exist");
                _types = _types.With((UserType)change(type));
                return true;
            case ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate:
                return Change(item, routine => (Routine)change(routine));
            case ObjectKind.Schema:
                if (_schemas.Find(new(string.Empty, item.Name.Name)) is not { } schema) return HasSchema(item.Name.Name) || Fail($"schema \"{item.Name}\" does not exist");
                _schemas = _schemas.With((NamespaceObject)change(schema));
                return true;
            default:
                if (_others.Find(OtherName(item.Kind, Qualified(item))) is not { } other) return IsOlder(item.Kind) || Fail($"{item.Kind.Words().ToLowerInvariant()} \"{item.Name}\" does not exist");
                _others = _others.With((OtherObject)change(other));
                return true;
        }
    }
}
