using Lockstep.Model.Sql.Syntax;
using Ast = Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Operations.Lowering;

/// <content>CREATE TABLE, columns and constraints.</content>
internal sealed partial class AstLowering
{
    private Operation? Table(SqlStatement statement) => statement switch
    {
        CreateTableStatement { PartitionOf: { } parent } create => new CreatePartition(Name(create.Relation), Name(parent), Bounds(create.Bound))
        {
            Columns = Columns(create),
            Constraints = TableConstraints(create),
            PartitionBy = PartitionBy(create.PartitionBy),
            IfNotExists = create.IfNotExists,
            Persistence = Stays(create.Persistence),
            Storage = Storage(create),
            Server = create.Server?.Value,
            ForeignOptions = Options(create.ForeignOptions),
        },
        CreateTableStatement create => new CreateTable(Name(create.Relation), Columns(create), TableConstraints(create))
        {
            PartitionBy = PartitionBy(create.PartitionBy),
            IfNotExists = create.IfNotExists,
            Temporary = create.Persistence == Ast.Persistence.Temporary,
            Unlogged = create.Persistence == Ast.Persistence.Unlogged,
            Like = Likes(create.Elements),
            Inherits = Names(create.Inherits),
            OfType = create.OfType is { } type ? Name(type) : null,
            Storage = Storage(create),
            Server = create.Server?.Value,
            ForeignOptions = Options(create.ForeignOptions),
        },
        CreateTableAsStatement { ObjectKind: "MATVIEW" } create => new CreateMaterializedView(Name(create.Relation), Text(create.Query))
        {
            Columns = Names(create.Columns),
            IfNotExists = create.IfNotExists,
            Storage = Storage(create.AccessMethod, create.Options, null, create.Tablespace),
            WithNoData = create.WithNoData,
        },
        CreateTableAsStatement create => new CreateTableAs(Name(create.Relation), Text(create.Query))
        {
            Columns = Names(create.Columns),
            IfNotExists = create.IfNotExists,
            Persistence = Stays(create.Persistence),
            Storage = Storage(create.AccessMethod, create.Options, create.OnCommit, create.Tablespace),
            WithNoData = create.WithNoData,
        },
        SelectStatement select when Into(select.Body) is { } into => new CreateTableAs(
            Name(into.Relation), Text(select.Start, into.Start) + " " + Text(into.End, select.End)) { Persistence = Stays(into.Persistence) },
        CreateIndexStatement create => new CreateIndex(create.Name?.Value, Name(create.Relation), new(create.Columns.Select(Text)))
        {
            Unique = create.IsUnique,
            Concurrently = create.Concurrently,
            IfNotExists = create.IfNotExists,
            Only = create.Relation.Only,
            Method = create.Method?.Value,
            Include = new(create.Include.Select(element => element.Column?.Value ?? Text(element))),
            NullsNotDistinct = create.NullsNotDistinct ?? false,
            Options = Options(create.Options),
            Tablespace = create.Tablespace?.Value,
            Where = TextOrNull(create.Where),
        },
        _ => null,
    };

    private static IntoClause? Into(QueryBody body) => body switch
    {
        SelectBody select => select.Into,
        SetOperationBody operation => Into(operation.Left),
        _ => null,
    };

    private TableStorage Storage(CreateTableStatement create) => Storage(create.AccessMethod, create.Options, create.OnCommit, create.Tablespace);

    private TableStorage Storage(SqlName? method, IReadOnlyList<SqlOption> options, string? onCommit, SqlName? tablespace) =>
        method is null && options.Count == 0 && onCommit is null && tablespace is null
            ? TableStorage.Default
            : new()
            {
                AccessMethod = method?.Value,
                Options = Options(options),
                OnCommit = onCommit?.ToUpperInvariant(),
                Tablespace = tablespace?.Value,
            };

    private string Bounds(PartitionBound? bound) => bound is null ? string.Empty : Text(bound);

    private string? PartitionBy(PartitionSpecification? specification) =>
        specification is null ? null : specification.Strategy.ToUpperInvariant() + " (" + string.Join(", ", specification.Columns.Select(Text)) + ")";

    private EquatableArray<ColumnDefinition> Columns(CreateTableStatement create) => new(create.Columns.Select(Column));

    private EquatableArray<TableConstraint> TableConstraints(CreateTableStatement create) =>
        new(create.Elements.OfType<ConstraintDefinition>().Select(constraint => Constraint(constraint, null)).OfType<TableConstraint>());

    private static EquatableArray<LikeTable> Likes(IReadOnlyList<TableElement> elements)
    {
        var likes = new List<LikeTable>();
        var position = 0;
        foreach (var element in elements)
        {
            if (element is Ast.ColumnDefinition) position++;
            if (element is not LikeElement like) continue;
            var including = LikeOptions.None;
            foreach (var (option, isIncluded) in like.Options)
            {
                if (!Enum.TryParse<LikeOptions>(option, ignoreCase: true, out var flag)) continue;
                including = isIncluded ? including | flag : including & ~flag;
            }

            likes.Add(new(Name(like.Relation), including, position));
        }

        return new(likes);
    }

    private ColumnDefinition Column(Ast.ColumnDefinition definition)
    {
        var column = new ColumnDefinition(definition.Name.Value, TextOrNull(definition.Type) ?? string.Empty)
        {
            Collation = definition.Collation is { } collation ? Name(collation).ToSql() : null,
            Storage = definition.Storage?.Value,
            Compression = definition.Compression?.Value,
            ForeignOptions = definition.ForeignOptions.Count == 0 ? null : ForeignOptions(definition.ForeignOptions),
        };
        foreach (var constraint in definition.Constraints) column = With(column, constraint);
        return column;
    }

    /// <summary>The options' text, as it stands between the parentheses.</summary>
    private string ForeignOptions(IEnumerable<SqlOption> options) => string.Join(", ", options.Select(Text));

    private ColumnDefinition With(ColumnDefinition column, ConstraintDefinition constraint)
    {
        switch (constraint.Kind)
        {
            case ConstraintKind.Default:
                return column with { Default = AfterWord(constraint, "default") };
            case ConstraintKind.Generated:
                return column with
                {
                    GeneratedAs = TextOrNull(constraint.Expression),
                    // Since PostgreSQL 18 a column is virtual unless STORED is said; before, it must be.
                    GeneratedVirtual = constraint.Generated?.IsStored != true,
                };
            case ConstraintKind.Identity:
                return column with
                {
                    Identity = constraint.Generated?.IsAlways == true ? Identity.Always : Identity.ByDefault,
                    IdentitySequence = Sequence(constraint.Generated?.SequenceOptions ?? []),
                };
            case ConstraintKind.Null:
                return column;
        }

        if (Constraint(constraint, column.Name) is not { } whole) return column;
        return whole switch
        {
            NotNullConstraint plain when IsPlain(plain, new NotNullConstraint(null, column.Name)) => column with { NotNull = true },
            PrimaryKeyConstraint plain when !column.PrimaryKey && IsPlain(plain, new PrimaryKeyConstraint(null, plain.Columns)) => column with { PrimaryKey = true },
            UniqueConstraint plain when !column.Unique && IsPlain(plain, new UniqueConstraint(null, plain.Columns)) => column with { Unique = true },
            CheckConstraint plain when column.Check is null && IsPlain(plain, new CheckConstraint(null, plain.Condition)) => column with { Check = plain.Condition },
            ForeignKeyConstraint plain when column.References is null && IsPlain(plain, new ForeignKeyConstraint(null, plain.Columns, plain.Target)) =>
                column with { References = plain.Target },
            _ => column with { Constraints = column.Constraints.With(whole) },
        };
    }

    private static bool IsPlain(TableConstraint constraint, TableConstraint plain) => constraint.Equals(plain);

    /// <summary>The constraint; null for what is none to the model (DEFAULT, NULL). Of a column, <paramref name="column"/> is its name.</summary>
    private TableConstraint? Constraint(ConstraintDefinition constraint, string? column)
    {
        var name = constraint.Name?.Value;
        EquatableArray<string> columns = column is null ? Names(constraint.Columns) : new([column]);
        TableConstraint? bare = constraint.Kind switch
        {
            ConstraintKind.NotNull => new NotNullConstraint(name, columns.IsEmpty ? string.Empty : columns[0]),
            ConstraintKind.Check => new CheckConstraint(name, TextOrNull(constraint.Expression) ?? string.Empty),
            ConstraintKind.Primary => Indexed(new PrimaryKeyConstraint(name, columns), constraint.Index),
            ConstraintKind.Unique => Indexed(
                new UniqueConstraint(name, columns) { NullsNotDistinct = constraint.Index?.NullsNotDistinct ?? false }, constraint.Index),
            ConstraintKind.Exclusion => Indexed(
                new ExclusionConstraint(name, new((constraint.Index?.Exclusions ?? []).Select(Text)))
                {
                    Method = constraint.Index?.Method?.Value,
                    Where = TextOrNull(constraint.Index?.Where),
                },
                constraint.Index),
            ConstraintKind.Foreign when constraint.Reference is { } reference => new ForeignKeyConstraint(name, columns, Target(reference)),
            _ => null,
        };
        return constraint.Attributes is { } attributes && bare is not null
            ? bare with
            {
                NotValid = attributes.NotValid,
                NoInherit = attributes.NoInherit,
                Deferrable = attributes.IsDeferrable ?? attributes.InitiallyDeferred ?? false,
                InitiallyDeferred = attributes.InitiallyDeferred ?? false,
                NotEnforced = attributes.IsEnforced == false,
            }
            : bare;
    }

    private IndexConstraint Indexed(IndexConstraint constraint, ConstraintIndex? index) => index is null ? constraint : constraint with
    {
        Include = Names(index.Include),
        Options = Options(index.Options),
        Tablespace = index.Tablespace?.Value,
        UsingIndex = index.Existing?.Value,
        WithoutOverlaps = index.WithoutOverlaps,
    };

    private static ForeignKeyTarget Target(ForeignKeyReference reference) =>
        new(Name(reference.Relation), Names(reference.Columns), Action(reference.OnDelete), Action(reference.OnUpdate))
        {
            MatchFull = reference.Match == "full",
            OnDeleteColumns = Names(reference.OnDeleteColumns),
            Period = reference.HasPeriod,
        };

    private static ReferentialAction Action(string? action) => action switch
    {
        "restrict" => ReferentialAction.Restrict,
        "cascade" => ReferentialAction.Cascade,
        "set null" => ReferentialAction.SetNull,
        "set default" => ReferentialAction.SetDefault,
        _ => ReferentialAction.NoAction,
    };
}
