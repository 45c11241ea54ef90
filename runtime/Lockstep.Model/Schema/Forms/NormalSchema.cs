using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema.Forms;

/// <summary>
/// The objects of a schema as they compare with those of another one: expressions in their normal forms, names and types in full, and without what one of the
/// two can't know (what versions of PostgreSQL before 18 forget; who made an object).
/// </summary>
internal sealed partial class NormalSchema
{
    private readonly DatabaseSchema _schema;
    private readonly FormMap _forms;
    private readonly int? _version;
    private readonly string? _role;

    public NormalSchema(DatabaseSchema schema, DatabaseSchema other)
    {
        _schema = schema;
        _forms = new(schema);
        _version = schema.ServerVersion < other.ServerVersion ? schema.ServerVersion : other.ServerVersion ?? schema.ServerVersion;
        _role = schema.Role ?? other.Role;
    }

    private FormContext Context => _forms.Context;

    public NamespaceObject Of(NamespaceObject item) => Common(item);

    public DefaultPrivileges Of(DefaultPrivileges item)
    {
        var role = item.Name.Name.Length == 0 ? _role : Role(item.Name.Name) ?? _role;
        return Common(item) with { Name = item.Name with { Name = role ?? string.Empty }, Owner = null };
    }

    public Relation Of(Relation relation)
    {
        if (relation is View { Recursive: true } recursive) relation = recursive with { Query = ViewForms.Recursive(recursive.Name.Name, recursive.ColumnNames, recursive.Query) };
        var mapped = Common(_forms.Map(relation)) with
        {
            Options = new(relation.Options.Select(option => option with { Value = option.Value ?? "true" })),
            Tablespace = relation.Tablespace == "pg_default" ? null : relation.Tablespace,
        };
        return mapped switch
        {
            Table table => Parts(table with
            {
                Columns = new(table.Columns.Select(Of)),
                Constraints = new(table.Constraints.Select(Of)),
                Policies = new(table.Policies.Select(policy => policy with { Definition = policy.Definition with { Roles = Roles(policy.Definition.Roles) } })),
            }),
            View view => Parts(view with { Columns = new(view.Columns.Select(column => Of(column) with { NotNull = false })), ColumnNames = default, Uses = default, Recursive = false }),
            _ => mapped,
        };
    }

    public UserType Of(UserType type)
    {
        var mapped = Common(_forms.Map(type));
        return mapped switch
        {
            CompositeType composite => composite with { Attributes = new(composite.Attributes.Select(Of)) },
            DomainType domain => domain with
            {
                Type = TypeOf(domain.Type),
                Collation = CollationOf(domain.Collation),
                Constraints = new(domain.Constraints.Select(check => check with { Definition = check.Definition with { NotValid = check.Definition.NotValid } })),
            },
            DefinedType { Definition: CreateRangeType range } defined => defined with { Definition = range with { Options = RangeOptions(range.Options) } },
            // The functions behind a type are written in C: that it is there is all that is compared.
            DefinedType { Definition: DefineObject define } defined => defined with { Definition = define with { Definition = define.Definition.Length == 0 ? string.Empty : "()" } },
            _ => mapped,
        };
    }

    public Routine Of(Routine routine) => RoutineForms.Of(Common(_forms.Map(routine)), _schema, TypeOf);

    public OtherObject Of(OtherObject other) => OtherForms.Of(Common(_forms.Map(other)), Context);

    private T Common<T>(T item)
        where T : SchemaObject
    {
        var owner = Role(item.Owner) ?? _role;
        return item with
        {
            Owner = owner,
            // An owner has all rights anyway.
            Grants = new(item.Grants
                .Select(grant => (Text: grant, Read: SchemaGrants.Read(grant)))
                .Where(grant => (Role(grant.Read.Grantee) ?? _role) != owner || owner is null)
                .Where(grant => !(_version < 17 && grant.Read.Privilege.StartsWith("MAINTAIN", StringComparison.Ordinal)))
                .Select(grant => grant.Text)),
        };
    }

    /// <summary>The role; null for the one whose session it is.</summary>
    private static string? Role(string? role) => role is null or "CURRENT_USER" or "CURRENT_ROLE" or "SESSION_USER" ? null : role;

    private static EquatableArray<string> Roles(EquatableArray<string> roles) => roles.Contains("PUBLIC") ? default : new(roles.OrderBy(role => role, StringComparer.Ordinal));

    private Column Of(Column column)
    {
        var type = SqlType.Parse(column.Type);
        var notNull = _version < 18 ? null : column.NotNullConstraint;
        return column with
        {
            Type = TypeOf(column.Type),
            Collation = CollationOf(column.Collation),
            Storage = column.Storage == Storage(type) ? null : column.Storage,
            NotNullConstraint = notNull,
        };
    }

    private SchemaConstraint Of(SchemaConstraint constraint) => constraint with
    {
        Definition = constraint.Definition switch
        {
            ForeignKeyConstraint key => key with { NotValid = key.NotValid && !key.NotEnforced },
            ExclusionConstraint exclusion => exclusion with { Method = exclusion.Method ?? "btree", Elements = new(exclusion.Elements.Select(WithoutSchema)) },
            _ => constraint.Definition,
        },
    };

    /// <summary><c>OPERATOR(pg_catalog.&amp;&amp;)</c> is <c>&amp;&amp;</c>.</summary>
    private static string WithoutSchema(string element)
    {
        const string Before = " WITH OPERATOR(pg_catalog.";
        var at = element.IndexOf(Before, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? element : element.Substring(0, at) + " WITH " + element.Substring(at + Before.Length).TrimEnd(')');
    }

    private RowRelation Parts(RowRelation relation) => relation with
    {
        Triggers = new(relation.Triggers.Select(trigger => trigger with
        {
            Definition = trigger.Definition with
            {
                Events = new(trigger.Definition.Events.Select(Event).OrderBy(on => on, StringComparer.Ordinal)),
                Function = RoutineForms.Resolve(_schema, trigger.Definition.Function),
                Table = relation.Name.ToQualifiedName(),
                From = trigger.Definition.From is { } from && _schema.Find(from) is { } other ? other.Name.ToQualifiedName() : trigger.Definition.From,
            },
        })),
        Rules = new(relation.Rules.Select(rule => rule with { Definition = rule.Definition with { Table = relation.Name.ToQualifiedName() } })),
    };

    private static string Event(string text)
    {
        const string Columns = "UPDATE OF ";
        return text.StartsWith(Columns, StringComparison.Ordinal)
            ? Columns + string.Join(", ", text.Substring(Columns.Length).Split(',').Select(column => column.Trim()).OrderBy(column => column, StringComparer.Ordinal))
            : text;
    }

    private EquatableArray<OptionSetting> RangeOptions(EquatableArray<OptionSetting> options) => new(options
        .Where(option => option.Name != "multirange_type_name" && option.Value is not null)
        .Select(option => option with { Value = option.Name == "subtype" ? TypeOf(TypeNames.Canonical(option.Value!, Context.FindType)) : RoutineForms.Resolve(_schema, QualifiedName.Parse(option.Value!)).ToSql() })
        .OrderBy(option => option.Name, StringComparer.Ordinal));

    /// <summary>A type that an extension brings is called as the search path allows.</summary>
    private string TypeOf(string canonical)
    {
        var type = SqlType.Parse(canonical);
        if (type.IsUntold) return string.Empty;
        var bare = TypeRules.Element(type) is { } element && type.IsArray ? element : type;
        if (BuiltIns.Type(bare.Name) is not null || Context.Types.Find(bare.Name) is not null || bare.Name.EndsWith("%TYPE", StringComparison.Ordinal)) return canonical;
        return Context.Untold(QualifiedName.Parse(bare.Name)) + bare.Modifier + (type.IsArray ? "[]" : string.Empty);
    }

    private string? CollationOf(string? sql) => sql is null || FormReader.FormOfCollation(_schema, QualifiedName.Parse(sql)) is "\"default\"" or "default" ? null : FormReader.FormOfCollation(_schema, QualifiedName.Parse(sql));

    /// <summary>How values of a type are stored unless told otherwise; null if that is not known.</summary>
    public static string? StorageOf(DatabaseSchema schema, string type) => new NormalSchema(schema, schema).Storage(SqlType.Parse(type));

    private string? Storage(SqlType type) => type.IsArray ? "extended" : BuiltIns.Type(Context.Types.Base(type).Name)?.Storage switch
    {
        'p' => "plain",
        'e' => "external",
        'm' => "main",
        'x' => "extended",
        _ => null,
    };
}
