/** The four shapes as one statement each, over the views that the peers read. */
export const ceilingStatements = {
  regionsWithDistricts: `
select json_agg(json_build_object('code', region.code, 'name', region.name, 'districts', below.list) order by region.code)::text as json
  from peer.region
 cross join lateral (
   select json_agg(json_build_object('code', district.code, 'name', district.name) order by district.code) as list
     from peer.district
    where district.region_code = region.code
 ) as below`,
  monthlySummaries: `
select json_agg(json_build_object('code', district.code, 'name', district.name, 'months', months.list) order by district.code)::text as json
  from peer.district
 cross join lateral (
   select json_agg(json_build_object('start', month.period_start, 'received', month.received, 'positive', month.positive,
                                     'explained', month.explained, 'inProgress', month.in_progress) order by month.period_start) as list
     from peer.appeal_month as month
    where month.area_code = district.code
      and month.period_start between '2024-11-01' and '2025-10-01'
 ) as months
 where district.region_code = '110000000'`,
  appealsOfDistrict: `
select json_agg(json_build_object('receivedOn', appeal.received_on, 'channel', appeal.channel, 'outcome', appeal.outcome,
                                  'district', json_build_object('code', district.code, 'name', district.name),
                                  'region', json_build_object('code', region.code, 'name', region.name))
                order by appeal.received_on desc, appeal.id desc)::text as json
  from (
    select * from public.appeal where region_code = '110000000' and branch_code = '117000000'
     order by received_on desc, id desc limit 20
  ) as appeal
  join peer.district on district.code = appeal.district_code
  join peer.region on region.code = appeal.region_code`,
  projectsOfDistricts: `
select json_agg(json_build_object('code', region.code, 'districts', below.list) order by region.code)::text as json
  from peer.region
 cross join lateral (
   select json_agg(json_build_object('code', district.code, 'projects', funded.list) order by district.code) as list
     from peer.district
    cross join lateral (
      select json_agg(json_build_object('title', project.title, 'amount', project.amount::text, 'fundedOn', project.funded_on)
                      order by project.funded_on desc, project.id desc) as list
        from (
          select * from public.funded_project
           where region_code = region.code and branch_code = district.code
           order by funded_on desc, id desc limit 3
        ) as project
    ) as funded
    where district.region_code = region.code
 ) as below`,
};
