using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>Types and domains.</content>
internal sealed partial class SchemaBuilder
{
    private bool? DispatchType(Operation operation) => operation switch
    {
        CreateEnumType create => Add(create.Type, name => new EnumType(name, create.Labels)),
        CreateCompositeType create => Add(create.Type, name => new CompositeType(name, new(create.Attributes.Select(Field)))),
        CreateRangeType create => Add(create.Type, name => new DefinedType(name, create with { Type = name.ToQualifiedName(), Origin = Origin.None })),
        DefineObject { Object.Kind: ObjectKind.Type } define => Add(define.Object.Name, name => new DefinedType(name, define with { Origin = Origin.None })),
        CreateDomain create => Create(create),
        AddEnumValue add => Change<EnumType>(add.Type, type => Added(type, add)),
        RenameEnumValue rename => Rename(rename),
        FieldChange change => Change(change),
        SetDomainDefault set => Change<DomainType>(set.Domain, domain => domain with { Default = set.Default }),
        SetDomainNotNull set => Change<DomainType>(set.Domain, domain => domain with { NotNull = set.NotNull }),
        AddDomainConstraint add => Change<DomainType>(add.Domain, domain => Added(domain, add.Constraint)),
        DropDomainConstraint drop => Change<DomainType>(drop.Domain, domain => domain.Constraints.Any(it => it.Name == drop.Name) || drop.IfExists
            ? domain with { Constraints = new(domain.Constraints.Where(it => it.Name != drop.Name)) }
            : Refuse(domain, $"constraint \"{drop.Name}\" of domain \"{domain.Name}\" does not exist")),
        ValidateDomainConstraint validate => Change<DomainType>(validate.Domain, domain => domain with
        {
            Constraints = Replaced(domain.Constraints, it => it.Name == validate.Name, it => it with { Definition = it.Definition with { NotValid = false } }),
        }),
        _ => null,
    };

    private Column Field(ColumnDefinition definition) => new(definition.Name, TypeOf(definition.Type)) { Collation = definition.Collation };

    private T Refuse<T>(T unchanged, string message)
    {
        Fail(message);
        return unchanged;
    }

    private bool Add(QualifiedName type, Func<ObjectName, UserType> make)
    {
        var name = new ObjectName(CreationSchema(type), type.Name);
        // CREATE TYPE with nothing but a name makes a shell that a second one fills.
        var isShell = _types.Find(name) is DefinedType { Definition: DefineObject { Definition.Length: 0 } };
        if ((_types.Find(name) is not null && !isShell) || RelationAt(name) is not null and not TableIndex and not Sequence) return Fail($"type \"{type}\" already exists");
        if (!_failed) _types = _types.With(Defaulted(make(name), ObjectKind.Type));
        return true;
    }

    private bool Change<T>(QualifiedName name, Func<T, T> change)
        where T : UserType
    {
        if (FindType(name) is not T type) return Fail($"type \"{name}\" does not exist");
        _types = _types.With(change(type));
        return true;
    }

    private EnumType Added(EnumType type, AddEnumValue add)
    {
        if (type.Labels.Contains(add.Value)) return add.IfNotExists ? type : Refuse(type, $"enum label \"{add.Value}\" already exists");
        var labels = type.Labels.ToList();
        var neighbour = add.Before ?? add.After;
        var at = neighbour is null ? labels.Count : labels.IndexOf(neighbour);
        if (at < 0) return Refuse(type, $"\"{neighbour}\" is not an existing enum label");
        labels.Insert(add.After is null ? at : at + 1, add.Value);
        return type with { Labels = new(labels) };
    }

    private bool Create(CreateDomain create)
    {
        return Add(create.Domain, name =>
        {
            var domain = new DomainType(name, TypeOf(create.Type)) { Collation = create.Collation, Default = create.Default, NotNull = create.NotNull };
            foreach (var constraint in create.Constraints) domain = Added(domain, constraint);
            return domain;
        });
    }

    private DomainType Added(DomainType domain, TableConstraint constraint)
    {
        if (constraint is NotNullConstraint) return domain with { NotNull = true };
        var name = constraint.Name ?? ObjectNaming.Choose(domain.Name.Name, null, ConstraintNaming.Check, taken => domain.Constraints.Any(it => it.Name == taken));
        if (domain.Constraints.Any(it => it.Name == name)) return Refuse(domain, $"constraint \"{name}\" for domain \"{domain.Name}\" already exists");
        return domain with { Constraints = Sorted(domain.Constraints.With(new(name, constraint with { Name = name }))) };
    }

    /// <summary>The types that a function takes and gives.</summary>
    private IEnumerable<string> TypesOf(Routine routine)
    {
        var taken = routine.Name.Signature.Split(',').Select(type => type.Trim());
        if (routine.Definition is not CreateRoutine create) return taken;
        const string Set = "SETOF ";
        var given = create.Parameters.Select(parameter => parameter.Type);
        if (create.Returns is { } returns) given = given.Append(returns.StartsWith(Set, StringComparison.OrdinalIgnoreCase) ? returns.Substring(Set.Length) : returns);
        return taken.Concat(given.Select(type => SqlType.Parse(TypeOf(type)).Name));
    }

    private bool DropType(DatabaseObject item, bool ifExists, bool cascade)
    {
        if (FindType(item.Name) is not { } type) return ifExists || Fail($"type \"{item.Name}\" does not exist");
        var sql = type.Name.ToQualifiedName().ToSql();
        foreach (var table in Tables.ToList())
        {
            foreach (var column in table.Columns.Where(column => IsOf(SqlType.Parse(column.Type).Name, sql)))
            {
                if (!Goes(cascade, "type " + type.Name, $"column {column.Name} of table {table.Name}")) return true;
                if (RelationAt(table.Name) is Table now) RemoveColumn(now, column.Name, cascade: true);
            }
        }

        foreach (var user in _types.Where(other => other switch
        {
            DomainType domain => IsOf(domain.Type, sql),
            CompositeType composite => composite.Attributes.Any(field => IsOf(field.Type, sql)),
            _ => false,
        }).ToList())
        {
            if (!Goes(cascade, "type " + type.Name, (user is DomainType ? "type " : "column of composite type ") + user.Name)) return true;
            if (user is CompositeType composite) _types = _types.With(composite with { Attributes = new(composite.Attributes.Where(field => !IsOf(field.Type, sql))) });
            else DropType(new(ObjectKind.Domain, user.Name.ToQualifiedName()), ifExists: true, cascade: true);
        }

        foreach (var routine in _routines.Where(routine => TypesOf(routine).Any(used => IsOf(used, sql))).ToList())
        {
            if (_routines.Find(routine.Name) is null) continue;
            if (!Goes(cascade, "type " + type.Name, "function " + routine.Name)) return true;
            DropRoutine(routine, cascade: true);
        }

        foreach (var other in _others.Where(other => other.Kind is ObjectKind.Cast or ObjectKind.Operator && Words(other.Name.Name).Any(word => IsOf(word, sql))).ToList())
        {
            if (!Goes(cascade, "type " + type.Name, other.Kind.Words().ToLowerInvariant() + " " + other.Name.Name)) return true;
            _others = _others.Without(other.Name);
        }

        RemoveUsers(new ReferenceFinder(Build(), type.Name.Name, reference => reference.Kind == ReferenceKind.Type && reference.Target == type.Name), cascade, "type " + type.Name);
        if (_failed) return true;

        foreach (var typed in Tables.Where(table => table.OfType == type.Name).ToList())
        {
            if (Goes(cascade, "type " + type.Name, "table " + typed.Name)) Remove(typed, cascade: true);
        }

        _types = _types.Without(type.Name);
        return true;
    }
}
