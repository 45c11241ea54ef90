using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>Publications, and other objects under new names.</content>
internal sealed partial class SchemaBuilder
{
    private bool Create(CreatePublication create)
    {
        var objects = Published(create.Objects);
        return _failed || Put(ObjectKind.Publication, new(null, create.Name), create with { Objects = objects });
    }

    private bool Alter(AlterPublication alter)
    {
        var objects = Published(alter.Objects);
        return _failed || Changed(ObjectKind.Publication, new(null, alter.Name), alter with { Objects = objects });
    }

    /// <summary>The objects with their whole names. A table's children are published too, those that it has now.</summary>
    private EquatableArray<PublishedObject> Published(EquatableArray<PublishedObject> objects) => new(objects.SelectMany(item =>
    {
        if (item.Table is not { } name) return [item];
        if (Find(name) is not Table table)
        {
            Fail($"relation \"{name}\" does not exist");
            return [item];
        }

        var all = item.Only || table.PartitionBy is not null ? [table] : WithChildren(table).ToList();
        return all.Select(each => item with { Table = each.Name.ToQualifiedName(), Only = true });
    }).Distinct());

    private IEnumerable<Table> WithChildren(Table table) => Children(table.Name).SelectMany(WithChildren).Prepend(table);

    /// <summary>A table that is gone is not published.</summary>
    private void Unpublish(QualifiedName table)
    {
        foreach (var other in _others.ToList())
        {
            if (other.Definition is not CreatePublication publication) continue;
            EquatableArray<PublishedObject> Without(EquatableArray<PublishedObject> objects) => new(objects.Where(item => item.Table != table));
            var now = other with
            {
                Definition = publication with { Objects = Without(publication.Objects) },
                Changes = Replaced(other.Changes, change => change is AlterPublication, change => (AlterPublication)change with { Objects = Without(((AlterPublication)change).Objects) }),
            };
            if (now != other) _others = _others.With(now);
        }
    }

    /// <summary>The object under another name, which its statements have too.</summary>
    private static OtherObject Renamed(OtherObject other, string name)
    {
        DatabaseObject Item(DatabaseObject item) => item with { Name = item.Name with { Name = name } };
        return other with
        {
            Name = other.Name with { Name = name },
            Definition = other.Definition switch
            {
                DefineObject define => define with { Object = Item(define.Object) },
                CreatePublication create => create with { Name = name },
                CreateSubscription create => create with { Name = name },
                CreateEventTrigger create => create with { Name = name },
                CreateStatistics create => create with { Name = (create.Name ?? new(null, name)) with { Name = name } },
                CreateRole create => create with { Name = name },
                _ => other.Definition,
            },
            Changes = Replaced<Operation>(other.Changes, _ => true, change => change switch
            {
                AlterObject alter => alter with { Object = Item(alter.Object) },
                AlterPublication alter => alter with { Name = name },
                AlterSubscription alter => alter with { Name = name },
                SetEventTriggerState set => set with { Name = name },
                SetStatisticsTarget set => set with { Name = set.Name with { Name = name } },
                _ => change,
            }),
        };
    }
}
