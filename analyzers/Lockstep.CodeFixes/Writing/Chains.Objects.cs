using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using static Lockstep.CodeFixes.Writing.CSharpText;

namespace Lockstep.CodeFixes.Writing;

/// <content>Types, views, objects of other kinds, comments.</content>
internal static partial class Chains
{
    private static VerbChain? OfTypes(Operation operation) => operation switch
    {
        CreateEnumType create => new VerbChain("Create").Call("Enum", Authored(create.Type), create.Labels),
        AddEnumValue add => Type(add.Type).Call("AddValue", EnumValue(add)),
        RenameEnumValue rename => Type(rename.Type).Call("RenameValue", rename.Value, rename.NewValue),
        CreateCompositeType create => create.Attributes.Aggregate(
            new VerbChain("Create").Call("CompositeType", Authored(create.Type)),
            (chain, field) => field.Collation is { } collation
                ? chain.Part("WithField", field.Name, TypeVerb.Of(field.Type), AuthoredOf(collation))
                : chain.Part("WithField", field.Name, TypeVerb.Of(field.Type))),
        AddField add => Type(add.Type).Call("AddField", Cascading(add.Cascade, add.Definition.Name, TypeVerb.Of(add.Definition.Type))),
        DropField drop => Type(drop.Type).Call("DropField", Flags(drop.Attribute, drop.IfExists, drop.Cascade)),
        AlterFieldType alter => Type(alter.Type).Call("SetFieldType", Cascading(alter.Cascade, alter.Attribute, TypeVerb.Of(alter.NewType))),
        CreateRangeType { Options: [{ Name: "subtype", Value: { } subtype }, ..] } create => create.Options.Skip(1).Aggregate(
            new VerbChain("Create").Call("RangeType", Authored(create.Type), new TypeVerb("Custom(" + Literal(subtype) + ")", subtype)),
            (chain, option) => chain.Call("WithOption", option.Name, option.Value)),
        CreateDomain create => OfDomain(create),
        SetDomainDefault { Default: { } value } set => Domain(set.Domain).Call(TextOf(value) is null ? "SetDefaultSql" : "SetDefault", TextOf(value) ?? value),
        SetDomainDefault set => Domain(set.Domain).Call("DropDefault"),
        SetDomainNotNull set => Domain(set.Domain).Call(set.NotNull ? "SetNotNull" : "DropNotNull"),
        AddDomainConstraint { Constraint: CheckConstraint { Name: { } name } check } add =>
            Domain(add.Domain).Call("AddCheck", check.NotValid ? [name, check.Condition, new Named("notValid", true)] : [name, check.Condition]),
        DropDomainConstraint drop => Domain(drop.Domain).Call("DropConstraint", Flags(drop.Name, drop.IfExists, cascade: false)),
        ValidateDomainConstraint validate => Domain(validate.Domain).Call("ValidateConstraint", validate.Name),
        CreateView create => create.Options.Aggregate(
                new VerbChain("Create").Call("View", Authored(create.View), create.Query).If(create.OrReplace, "OrReplace").If(create.Recursive, "Recursive")
                    .If(!create.Columns.IsEmpty, "Columns", new Rest(create.Columns)),
                Option)
            .If(create.CheckOption == "CASCADED", "WithCheckOption").If(create.CheckOption == "LOCAL", "WithLocalCheckOption"),
        CreateMaterializedView create => create.Storage.Options.Aggregate(
                new VerbChain("Create").Call("MaterializedView", Authored(create.View), create.Query).If(create.IfNotExists, "IfNotExists")
                    .If(!create.Columns.IsEmpty, "Columns", new Rest(create.Columns)),
                (chain, option) => chain.Call("WithOption", option.Name, option.Value))
            .If(create.Storage.Tablespace is not null, "Tablespace", create.Storage.Tablespace).If(create.WithNoData, "WithNoData"),
        _ => null,
    };

    private static VerbChain Option(VerbChain chain, OptionSetting option) => (option.Name, option.Value) switch
    {
        ("security_invoker", "true") => chain.Call("SecurityInvoker"),
        ("security_barrier", "true") => chain.Call("SecurityBarrier"),
        _ => chain.Call("WithOption", option.Name, option.Value),
    };

    private static VerbChain Type(QualifiedName type) => new VerbChain("Alter").Call("Type", Authored(type)).EndHead();

    private static VerbChain Domain(QualifiedName domain) => new VerbChain("Alter").Call("Domain", Authored(domain)).EndHead();

    private static object?[] EnumValue(AddEnumValue add)
    {
        List<object?> arguments = [add.Value];
        if (add.Before is { } before) arguments.Add(new Named("before", before));
        if (add.After is { } after) arguments.Add(new Named("after", after));
        if (add.IfNotExists) arguments.Add(new Named("ifNotExists", true));
        return [.. arguments];
    }

    private static object?[] Cascading(bool cascade, params object?[] arguments) =>
        cascade ? [.. arguments, new Named("cascade", true)] : arguments;

    private static VerbChain OfDomain(CreateDomain create)
    {
        var chain = new VerbChain("Create").Call("Domain", Authored(create.Domain), TypeVerb.Of(create.Type));
        if (create.Collation is { } collation) chain.Call("Collate", AuthoredOf(collation));
        if (create.Default is { } value) Default(chain, value);
        chain.If(create.NotNull, "NotNull");
        foreach (var check in create.Constraints.OfType<CheckConstraint>()) chain.If(check.Name is not null, "Check", check.Name, check.Condition);
        return chain;
    }

    private static VerbChain? OfObjects(Operation operation) => operation switch
    {
        DropObject drop => OfDrop(drop),
        RenameObject rename => OfRename(rename),
        SetObjectSchema { Object: { Kind: ObjectKind.Type or ObjectKind.Domain or ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Extension or ObjectKind.Statistics } item } set =>
            Altered(item).Call("SetSchema", set.Schema),
        SetOwner { Object: { Kind: not ObjectKind.Extension } item } set => VerbOf(item.Kind) is null ? null
            : Altered(item, set.IfExists).Call("OwnerTo", RoleOf(set.Owner)),
        SetComment set => OfComment(set),
        CreateSchema create => new VerbChain("Create").Call("Schema", create.Name).If(create.IfNotExists, "IfNotExists")
            .If(create.Owner is not null, "OwnedBy", RoleOf(create.Owner ?? string.Empty)),
        CreateExtension create => new VerbChain("Create").Call("Extension", create.Name).If(create.IfNotExists, "IfNotExists")
            .If(create.Schema is not null, "Schema", create.Schema).If(create.Version is not null, "Version", create.Version).If(create.Cascade, "Cascade"),
        UpdateExtension update => new VerbChain("Alter").Call("Extension", update.Name).EndHead().Call("Update", update.Version is { } version ? [version] : []),
        CreatePublication create => OfPublication(create),
        AlterPublication alter => OfPublication(alter),
        AlterObject { Object: { Kind: ObjectKind.Role, Name: var role } } alter => OfRole(new VerbChain("Alter").Call("Role", RoleOf(role.Name)).EndHead(), alter.Change),
        _ => null,
    };

    /// <summary>The object as <c>Alter</c> begins with it.</summary>
    private static VerbChain Altered(DatabaseObject item, bool ifExists = false) =>
        new VerbChain("Alter").Call(item.Kind.ToString(), Routine(item)).If(ifExists, "IfExists").EndHead();

    private static string? VerbOf(ObjectKind kind) => kind switch
    {
        ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Type or ObjectKind.Domain or ObjectKind.Function or
            ObjectKind.Procedure or ObjectKind.Schema or ObjectKind.Statistics => kind.ToString(),
        _ => null,
    };

    /// <summary>A name, and of a routine its parameters if they are said.</summary>
    private static object?[] Routine(DatabaseObject item) =>
        Parameters(item.Signature) is { } parameters ? [Authored(item.Name), parameters] : [Authored(item.Name)];

    private static string? Parameters(string? signature) => signature is { Length: > 1 } && signature[0] == '(' ? signature.Substring(1, signature.Length - 2) : null;

    /// <summary>A role, which operations hold as SQL, as authors write it.</summary>
    private static string RoleOf(string sql) => sql.StartsWith("\"", StringComparison.Ordinal) ? QualifiedName.Parse(sql).Name : sql;

    private static VerbChain? OfDrop(DropObject drop)
    {
        var (kind, name) = (drop.Object.Kind, drop.Object.Name);
        var chain = new VerbChain("Drop");
        switch (kind)
        {
            case ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.Schema or ObjectKind.Type or ObjectKind.Domain or
                ObjectKind.Extension or ObjectKind.Publication or ObjectKind.Statistics or ObjectKind.EventTrigger:
                chain.Call(kind.ToString(), Authored(name));
                break;
            case ObjectKind.Function or ObjectKind.Procedure:
                chain.Call(kind.ToString(), Routine(drop.Object));
                break;
            case ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy when drop.Object.Of is { } table:
                chain.Call(kind.ToString(), name.Name).Call("On", Authored(table));
                break;
            case ObjectKind.Role:
                chain.Call("Role", RoleOf(name.Name));
                break;
            default:
                return null;
        }

        return chain.If(drop.IfExists, "IfExists").If(drop.Cascade, "Cascade");
    }

    private static VerbChain? OfRename(RenameObject rename)
    {
        var item = rename.Object;
        var chain = new VerbChain("Rename");
        switch (item.Kind)
        {
            case ObjectKind.Schema or ObjectKind.Type or ObjectKind.Domain or ObjectKind.Publication or ObjectKind.Statistics or ObjectKind.EventTrigger:
                return chain.Call(item.Kind.ToString(), Authored(item.Name)).Call("To", rename.NewName);
            case ObjectKind.Function or ObjectKind.Procedure:
                return chain.Call(item.Kind.ToString(), Routine(item)).Call("To", rename.NewName);
            case ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy when item.Of is { } table:
                return chain.Call(item.Kind.ToString(), item.Name.Name).Call("OnTable", Authored(table)).Call("To", rename.NewName);
            case ObjectKind.Role:
                return chain.Call("Role", RoleOf(item.Name.Name)).Call("To", rename.NewName);
            case ObjectKind.Attribute when item.Of is { } type:
                return Type(type).Call("RenameField", Cascading(rename.Cascade, item.Name.Name, rename.NewName));
            case ObjectKind.DomainConstraint when item.Of is { } domain:
                return Domain(domain).Call("RenameConstraint", item.Name.Name, rename.NewName);
            default:
                return null;
        }
    }

    private static VerbChain? OfComment(SetComment set)
    {
        var (item, chain) = (set.Object, new VerbChain("Comment"));
        return item.Kind switch
        {
            ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Index or ObjectKind.Sequence or ObjectKind.Schema or
                ObjectKind.Type or ObjectKind.Domain or ObjectKind.Extension or ObjectKind.Publication or ObjectKind.Statistics =>
                chain.Call("On" + item.Kind, Authored(item.Name), set.Text),
            ObjectKind.Column or ObjectKind.TableConstraint or ObjectKind.Trigger or ObjectKind.Policy when item.Of is { } table =>
                chain.Call(item.Kind == ObjectKind.TableConstraint ? "OnConstraint" : "On" + item.Kind, Authored(table), item.Name.Name, set.Text),
            ObjectKind.Function or ObjectKind.Procedure => chain.Call("On" + item.Kind, Authored(item.Name), Parameters(item.Signature), set.Text),
            ObjectKind.Role => chain.Call("OnRole", RoleOf(item.Name.Name), set.Text),
            _ => null,
        };
    }

    private static VerbChain OfPublication(CreatePublication create)
    {
        var chain = new VerbChain("Create").Call("Publication", create.Name).If(create.AllTables, "ForAllTables");
        foreach (var item in create.Objects)
        {
            if (item.Table is null) chain.Part("ForTablesInSchema", RoleOf(item.Schema ?? string.Empty));
            else chain.Part("ForTable", Published(item));
        }

        foreach (var option in create.Options) chain.Part("WithOption", option.Name, option.Value);
        return chain;
    }

    private static VerbChain? OfPublication(AlterPublication alter)
    {
        var chain = new VerbChain("Alter").Call("Publication", alter.Name).EndHead();
        if (alter is { Change: PublicationChange.SetOptions, Options: [var only] }) return chain.Call("SetOption", only.Name, only.Value);
        if (alter.Objects is not [var item]) return null;
        return item.Table is null
            ? chain.Call(alter.Change + "TablesInSchema", RoleOf(item.Schema ?? string.Empty))
            : chain.Call(alter.Change + "Table", Published(item));
    }

    private static object?[] Published(PublishedObject item)
    {
        List<object?> arguments = [Authored(item.Table!)];
        if (!item.Columns.IsEmpty) arguments.Add(new Named("columns", item.Columns));
        if (item.Where is { } condition) arguments.Add(new Named("where", condition));
        return [.. arguments];
    }

    private static VerbChain OfRole(VerbChain chain, string change)
    {
        const string set = "SET ";
        var to = change.IndexOf(" TO ", StringComparison.Ordinal);
        if (change.StartsWith(set, StringComparison.Ordinal) && to > 0) return chain.Call("Set", change.Substring(set.Length, to - set.Length), change.Substring(to + 4));
        const string reset = "RESET ";
        return change.StartsWith(reset, StringComparison.Ordinal) ? chain.Call("Reset", change.Substring(reset.Length)) : chain.Call("With", change);
    }
}
