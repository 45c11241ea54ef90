using System.Text;
using Lockstep.CodeFixes.Writing;
using Lockstep.Generator;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lockstep.CodeFixes.Forms;

/// <summary>A migration that is to be added after the one that is made safe, in that one's style.</summary>
/// <param name="Source">The one that is made safe.</param>
/// <param name="Later">What the new one does.</param>
/// <param name="Down">What undoes it; empty if nothing has to be undone.</param>
internal sealed record NewMigration(MigrationSource Source, LaterMigration Later, IReadOnlyList<Operation> Down)
{
    /// <summary>Why a migration without anything to undo has an empty Down.</summary>
    private const string NothingToUndo = "the schema before it serves as well as the one after it";

    /// <summary>The class's name.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="isTaken">Whether a class of that name is there already.</param>
    public string ClassName(long version, Func<string, bool> isTaken) => Names.NewClass(version, Later.Description, isTaken);

    /// <summary>The file's name.</summary>
    public string FileName(long version, string className) => Names.NewFile(version, className, Later.Description);

    /// <summary>The file's text.</summary>
    /// <param name="version">The version.</param>
    /// <param name="className">The class.</param>
    public string Text(long version, string className)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        var writer = new CSharpWriter(Type);
        var up = writer.Write(Later.Up) ?? [];
        var down = writer.Write(Down) ?? [];
        var body = Class(version, className, up, down, Type);
        var text = new StringBuilder();
        foreach (var line in Usings(types)) text.Append(line).Append('\n');
        if (text.Length > 0) text.Append('\n');
        switch (Source.Declaration.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>())
        {
            case FileScopedNamespaceDeclarationSyntax space:
                text.Append("namespace ").Append(space.Name).Append(";\n\n").Append(body);
                break;
            case NamespaceDeclarationSyntax:
                text.Append("namespace ").Append(Source.Type.ContainingNamespace.ToDisplayString()).Append("\n{\n").Append(Indent(body)).Append("}\n");
                break;
            default:
                text.Append(body);
                break;
        }

        var result = text.ToString();
        if (Source.Declaration.Members.FirstOrDefault() is { } member && Source.Indent(member).StartsWith("\t", StringComparison.Ordinal)) result = Tabs(result);
        return result.Replace("\n", Source.NewLine);

        string Type(string name)
        {
            types.Add(name);
            return Source.TypeName(name);
        }
    }

    private MigrationNames Names => new(Source.Type.Name, System.IO.Path.GetFileName(Source.Declaration.SyntaxTree.FilePath), Source.Lowered.Script.Version);

    private string Class(long version, string className, IReadOnlyList<string> up, IReadOnlyList<string> down, Func<string, string> type)
    {
        var attribute = Attribute();
        var text = new StringBuilder("/// <summary>\n/// ").Append(CSharpText.Xml(Later.Description.TrimEnd('.'))).Append(".\n");
        if (Later.Precondition is { } precondition) text.Append("/// Before it runs: ").Append(CSharpText.Xml(precondition)).Append('\n');
        text.Append("/// </summary>\n[").Append(Name(type, "Lockstep.MigrationAttribute")).Append('(')
            .Append(VersionStyle.Literal(version, attribute?.ArgumentList?.Arguments.FirstOrDefault()?.Expression.ToString() ?? string.Empty))
            .Append(", ").Append(CSharpText.Literal(Later.Description));
        if (Source.Types.MigrationOf(Source.Type) is { } data && MigrationShape.Property(data, "Ticket") is string ticket) text.Append(", Ticket = ").Append(CSharpText.Literal(ticket));
        text.Append(")]\n");
        foreach (var column in Later.Deprecates) text.Append('[').Append(Name(type, "Lockstep.DeprecatesAttribute")).Append('(').Append(CSharpText.Literal(column)).Append(")]\n");
        text.Append(Modifiers()).Append("class ").Append(className).Append(" : ").Append(type("Lockstep.Migration")).Append("\n{\n");
        Method(text, "Up", up);
        text.Append('\n');
        if (down.Count == 0) text.Append("    [").Append(Name(type, "Lockstep.SafeBecauseAttribute")).Append("(\"LS1001\", \"").Append(NothingToUndo).Append("\")]\n");
        Method(text, "Down", down);
        return text.Append("}\n").ToString();
    }

    private static string Name(Func<string, string> type, string attribute)
    {
        const string suffix = "Attribute";
        var name = type(attribute);
        return name.Substring(0, name.Length - suffix.Length);
    }

    private static void Method(StringBuilder text, string name, IReadOnlyList<string> statements)
    {
        text.Append("    public override void ").Append(name).Append("()\n    {\n");
        foreach (var statement in statements) text.Append(Indent(Indent(statement + "\n")));
        text.Append("    }\n");
    }

    private AttributeSyntax? Attribute() => Source.Types.MigrationOf(Source.Type)?.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    private string Modifiers() => string.Concat(Source.Declaration.Modifiers
        .Where(modifier => modifier.IsKind(SyntaxKind.PublicKeyword) || modifier.IsKind(SyntaxKind.InternalKeyword) || modifier.IsKind(SyntaxKind.SealedKeyword))
        .Select(modifier => modifier.ValueText + " "));

    /// <summary>Of the example's usings those that the new file needs.</summary>
    private IEnumerable<string> Usings(HashSet<string> types)
    {
        var spaces = new HashSet<string>(types.Select(type => type.Substring(0, type.LastIndexOf('.'))), StringComparer.Ordinal);
        var root = (CompilationUnitSyntax)Source.Declaration.SyntaxTree.GetRoot();
        return root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>()
            .Where(directive => directive is { Alias: null, Name: { } name } && directive.StaticKeyword.IsKind(SyntaxKind.None) &&
                directive.GlobalKeyword.IsKind(SyntaxKind.None) && spaces.Contains(name.ToString()))
            .Select(directive => "using " + directive.Name + ";")
            .Distinct(StringComparer.Ordinal);
    }

    private static string Indent(string text) =>
        string.Join("\n", text.Split('\n').Select(line => line.Length == 0 ? line : CSharpText.Indent + line));

    private static string Tabs(string text) => string.Join("\n", text.Split('\n').Select(line =>
    {
        var blanks = line.Length - line.TrimStart(' ').Length;
        return new string('\t', blanks / CSharpText.Indent.Length) + line.Substring(blanks / CSharpText.Indent.Length * CSharpText.Indent.Length);
    }));
}
