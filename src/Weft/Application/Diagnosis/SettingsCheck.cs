using Weft.Reasons.Findings;

namespace Weft.Application.Diagnosis;

/// <summary>What is wrong or odd about the settings.</summary>
internal static class SettingsCheck
{
    public static IReadOnlyList<Finding> Look(DoctorParts parts) =>
        parts.Settings.Count == 0
            ? [new("settings_ok")]
            :
            [
                .. parts.Settings.Select(problem => new Finding(
                    problem.IsError ? "setting_wrong" : "setting_odd",
                    ("words", problem.Words)
                )),
            ];
}
