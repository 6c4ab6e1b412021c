/** The query of the README: a region's year as of the day of its report. A test holds the two together. */
export const sampleQuery = `{
  region(code: "110000000") {
    summary(period: { grain: YEAR, start: "2025-01-01" }, asOf: "2025-11-05") {
      source
      roadmap { planned executed inProgress notDue completionRate }
      funding { projectsFunded amount { amount currency } }
      appeal { received positive explained inProgress }
    }
    districts { edges { node { code name } } }
  }
}`;
